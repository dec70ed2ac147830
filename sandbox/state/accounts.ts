import { z } from 'zod'

const id = z.string().regex(/^\d{1,32}$/, 'must be digits')
const HealthError = z.looseObject({ error_code: z.number().int() })

/** `health_status` as Meta writes it. */
const Health = z.looseObject({
  can_send_message: z.enum(['AVAILABLE', 'LIMITED', 'BLOCKED']),
  entities: z.array(z.looseObject({ errors: z.array(HealthError).optional() })).default([]),
})

/** What Meta is to say of an account, where that is not the usual. */
export const AccountInput = z.strictObject({
  waba_id: id,
  name: z.string().min(1).max(256).optional(),
  business_id: id.optional(),
  account_review_status: z.string().optional(),
  business_verification_status: z.string().optional(),
  health_status: Health.optional(),
})
export type AccountInput = z.output<typeof AccountInput>

/** The same of a number. */
export const NumberInput = z.strictObject({
  phone_number_id: id,
  verified_name: z.string().min(1).max(256).optional(),
  status: z.string().optional(),
  name_status: z.string().optional(),
  quality_rating: z.string().optional(),
  throughput: z.strictObject({ level: z.string() }).optional(),
  whatsapp_business_manager_messaging_limit: z.string().optional(),
  health_status: Health.optional(),
})
export type NumberInput = z.output<typeof NumberInput>

/** The same of a token. One that is not valid is refused everywhere. */
export const TokenInput = z.strictObject({
  access_token: z.string().min(1).max(1024),
  is_valid: z.boolean().optional(),
  /** Of the error when it is not valid: 463 expired, 458 the app was removed. */
  subcode: z.number().int().default(458),
  /** Unix seconds; 0 is never. */
  expires_at: z.number().int().optional(),
  scopes: z.array(z.string()).optional(),
  target_ids: z.array(id).optional(),
})
export type TokenInput = z.output<typeof TokenInput>

const most = 20_000

/** What tests and people have said of accounts, numbers and tokens. Said anew, it is added to what was said. */
export class Accounts {
  #accounts = new Map<string, AccountInput>()
  #numbers = new Map<string, NumberInput>()
  #tokens = new Map<string, TokenInput>()

  putAccount(account: AccountInput): AccountInput {
    return put(this.#accounts, account.waba_id, account)
  }

  putNumber(number: NumberInput): NumberInput {
    return put(this.#numbers, number.phone_number_id, number)
  }

  putToken(token: TokenInput): TokenInput {
    return put(this.#tokens, token.access_token, token)
  }

  account(wabaId: string): AccountInput | undefined {
    return this.#accounts.get(wabaId)
  }

  number(phoneNumberId: string): NumberInput | undefined {
    return this.#numbers.get(phoneNumberId)
  }

  token(accessToken: string): TokenInput | undefined {
    return this.#tokens.get(accessToken)
  }
}

function put<Value extends object>(map: Map<string, Value>, key: string, value: Value): Value {
  const oldest = map.keys().next().value
  if (map.size >= most && oldest !== undefined) map.delete(oldest)
  const whole = { ...map.get(key), ...value }
  map.set(key, whole)
  return whole
}
