import type { Call } from '../http/call'
import type { Sandbox } from '../sandbox'
import { debugToken, getAccount } from './account-reads'
import { requireOwnToken } from './authorize'
import { unknownObject } from './errors'
import { getPhoneNumber, listPhoneNumbers } from './phone-numbers'
import { postMessage } from './post-message'
import { listTemplates } from './templates'

export type GraphCall = { call: Call; body: unknown; token: string }
/** `accepted` when a message was taken, so that its answer may yet be lost on the way. */
export type GraphAnswer = { value: unknown; accepted?: boolean }

export function routeGraph(sandbox: Sandbox, { call, body, token }: GraphCall): GraphAnswer {
  const [, , id = '', edge, more] = call.path.split('/')
  if (call.method === 'GET' && id === 'debug_token' && edge === undefined)
    return { value: debugToken(sandbox, call, token) }
  const sender = sandbox.senders.find(id)
  const siblings = sandbox.senders.ofWaba(id)
  const owners = sender ? [sender] : siblings
  requireOwnToken(sandbox, { call, token, id, owners })

  const asked = more ? undefined : `${call.method} ${edge ?? ''}`
  if (sender && asked === 'POST messages') return postMessage(sandbox, sender, body)
  if (sender && asked === 'GET ') return { value: getPhoneNumber(sandbox, sender, call.query) }
  if (!sender && asked === 'GET ') return { value: getAccount(sandbox, id, call.query) }
  if (!sender && asked === 'GET phone_numbers')
    return { value: listPhoneNumbers(sandbox, siblings, call.query) }
  if (!sender && asked === 'GET message_templates') return { value: listTemplates(sandbox, id, call.query) }
  throw unknownObject(call.method, id)
}
