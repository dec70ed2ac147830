import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Call } from '../http/call'
import { json, type Reply } from '../http/reply'
import { shareNumbers } from '../meta/oauth'
import type { Sandbox } from '../sandbox'
import { GrantOptions } from '../state/onboarding'
import { readBody } from './read-input'

const id = z.string().regex(/^\d{1,32}$/, 'must be digits')

const NumberInput = z.object({
  phone_number_id: id.optional(),
  display_phone_number: z.string().regex(/^\+?[\d ()-]{5,32}$/, 'must be a phone number'),
  verified_name: z.string().min(1).max(256),
  name_status: z
    .enum(['APPROVED', 'AVAILABLE_WITHOUT_REVIEW', 'DECLINED', 'PENDING_REVIEW'])
    .default('APPROVED'),
  is_verified: z.boolean().default(true),
  is_registered: z.boolean().default(false),
  pin: z.string().nullable().default(null),
})

const Input = z.object({
  app_id: id,
  /** One that is there already; without it a new account is made. */
  waba_id: id.optional(),
  name: z.string().min(1).max(256).default('Example Shop'),
  review_status: z.string().default('APPROVED'),
  verification_status: z.string().default('verified'),
  numbers: z.array(NumberInput).default([]),
  grant: GrantOptions.prefault({}),
})

/** Makes what the dialog would have made, and the code that it would have given. */
export function shareAccount(sandbox: Sandbox, call: Call): Reply {
  const { app_id, numbers, grant, ...input } = readBody(Input, call)
  const { onboarding } = sandbox
  const waba_id = input.waba_id ?? digits(15)
  const known = onboarding.account(waba_id)
  const { name, review_status, verification_status } = input
  const account = known ?? { waba_id, business_id: digits(15), name, review_status, verification_status }
  if (!known) onboarding.addAccount(account)
  for (const { phone_number_id = digits(15), ...number } of numbers)
    onboarding.addNumber({ ...number, phone_number_id, waba_id })
  const shared = onboarding.grantOf(waba_id)
  if (shared) shareNumbers(sandbox, shared)
  const code = onboarding.issueCode(app_id, waba_id, grant)
  return json(200, { ...account, numbers: onboarding.numbersOf(waba_id), code })
}

/** The newest accounts, for the dialog to choose from; or one of them with all that is known of it. */
export function listAccounts({ onboarding }: Sandbox, call: Call): Reply {
  const wabaId = call.query.get('waba_id')
  const accounts = onboarding.accounts().filter(({ waba_id }) => wabaId === null || waba_id === wabaId)
  const data = accounts.slice(0, 6).map((account) => ({
    ...account,
    numbers: onboarding.numbersOf(account.waba_id),
    subscribers: onboarding.subscribersOf(account.waba_id),
  }))
  return json(200, { data })
}

/** Changes a number as its owner would in WhatsApp Manager. */
export function changeNumber({ onboarding }: Sandbox, call: Call): Reply {
  const { phone_number_id, ...change } = readBody(NumberChange, call)
  onboarding.changeNumber(phone_number_id, change)
  return json(200, { ...onboarding.number(phone_number_id) })
}
const NumberChange = NumberInput.partial().extend({ phone_number_id: id })

/** Takes our app away from an account: all its tokens are refused from now on. */
export function revokeTokens({ onboarding }: Sandbox, call: Call): Reply {
  const { waba_id } = readBody(z.object({ waba_id: id }), call)
  return json(200, { revoked: onboarding.revoke(waba_id) })
}

function digits(length: number): string {
  return `9${Array.from({ length: length - 1 }, () => randomInt(10)).join('')}`
}
