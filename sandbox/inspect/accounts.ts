import type { Call } from '../http/call'
import { json, type Reply } from '../http/reply'
import type { Sandbox } from '../sandbox'
import { AccountInput, NumberInput, TokenInput } from '../state/accounts'
import { readBody } from './read-input'

/** Says what Meta is to answer about an account from now on. */
export function putAccount({ accounts }: Sandbox, call: Call): Reply {
  return json(200, accounts.putAccount(readBody(AccountInput, call)))
}

export function putNumber({ accounts }: Sandbox, call: Call): Reply {
  return json(200, accounts.putNumber(readBody(NumberInput, call)))
}

export function putToken({ accounts }: Sandbox, call: Call): Reply {
  return json(200, accounts.putToken(readBody(TokenInput, call)))
}
