import { randomBytes, randomInt } from 'node:crypto'
import { z } from 'zod'

const nameStates = ['APPROVED', 'AVAILABLE_WITHOUT_REVIEW', 'DECLINED', 'PENDING_REVIEW'] as const

/** An account that somebody has made in the dialog. */
const Account = z.object({
  waba_id: z.string(),
  business_id: z.string(),
  name: z.string(),
  review_status: z.string(),
  verification_status: z.string(),
})
export type Account = z.infer<typeof Account>

/** What there is to know of a number beside what the sender says. */
const NumberState = z.object({
  phone_number_id: z.string(),
  waba_id: z.string(),
  display_phone_number: z.string(),
  verified_name: z.string(),
  name_status: z.enum(nameStates),
  is_verified: z.boolean(),
  is_registered: z.boolean(),
  pin: z.string().nullable(),
})
export type NumberState = z.infer<typeof NumberState>

/** What a token may, and for which account. */
const Grant = z.object({
  token: z.string(),
  app_id: z.string(),
  user_id: z.string(),
  waba_id: z.string(),
  scopes: z.array(z.string()),
  is_granular: z.boolean(),
  is_revoked: z.boolean(),
})
export type Grant = z.infer<typeof Grant>

/** How a code, and the token that it is traded for, behave. */
export const GrantOptions = z.object({
  /** How long the code lives; Meta gives it 30 seconds. */
  code_seconds: z.number().min(0).max(3_600).default(30),
  scopes: z
    .array(z.string())
    .default(['whatsapp_business_management', 'whatsapp_business_messaging', 'public_profile']),
  /** Whether debug_token names the account beside each scope; it does not always. */
  is_granular: z.boolean().default(true),
  is_revoked: z.boolean().default(false),
})
type GrantOptions = z.output<typeof GrantOptions>

type Code = GrantOptions & { app_id: string; waba_id: string; expires_at: number; isUsed: boolean }

export const OnboardingState = z.object({
  accounts: z.array(Account),
  numbers: z.array(NumberState),
  grants: z.array(Grant),
  subscriptions: z.array(z.tuple([z.string(), z.string()])),
})

const mostAccounts = 5_000

/** What the dialog has made: accounts, their numbers, and who may see them. */
export class Onboarding {
  #accounts = new Map<string, Account>()
  #numbers = new Map<string, NumberState>()
  #codes = new Map<string, Code>()
  #grants = new Map<string, Grant>()
  #subscriptions = new Set<string>()
  onChange = () => {}

  addAccount(account: Account): void {
    if (this.#accounts.size >= mostAccounts) this.#accounts.delete(this.#accounts.keys().next().value ?? '')
    this.#accounts.set(account.waba_id, account)
    this.onChange()
  }

  account(wabaId: string): Account | undefined {
    return this.#accounts.get(wabaId)
  }

  /** Newest first. */
  accounts(): Account[] {
    return [...this.#accounts.values()].reverse()
  }

  addNumber(number: NumberState): void {
    this.#numbers.set(number.phone_number_id, number)
    this.onChange()
  }

  number(id: string): NumberState | undefined {
    return this.#numbers.get(id)
  }

  numbersOf(wabaId: string): NumberState[] {
    return [...this.#numbers.values()].filter((number) => number.waba_id === wabaId)
  }

  changeNumber(id: string, change: Partial<NumberState>): void {
    const number = this.#numbers.get(id)
    if (number) this.addNumber({ ...number, ...change })
  }

  issueCode(appId: string, wabaId: string, options: GrantOptions): string {
    const code = `AQ${randomBytes(60).toString('base64url')}`
    const expires_at = Date.now() + options.code_seconds * 1_000
    if (this.#codes.size >= mostAccounts) this.#codes.delete(this.#codes.keys().next().value ?? '')
    this.#codes.set(code, { ...options, app_id: appId, waba_id: wabaId, expires_at, isUsed: false })
    return code
  }

  /** Uses the code up, whatever comes of it. */
  spendCode(text: string, appId: string): Grant | 'unknown' | 'used' | 'expired' {
    const code = this.#codes.get(text)
    if (!code || code.app_id !== appId) return 'unknown'
    if (code.isUsed) return 'used'
    code.isUsed = true
    if (code.expires_at <= Date.now()) return 'expired'
    const { waba_id, scopes, is_granular, is_revoked } = code
    const token = `EAA${randomBytes(60).toString('hex')}`
    const user_id = `9${Array.from({ length: 14 }, () => randomInt(10)).join('')}`
    const grant: Grant = { token, app_id: appId, user_id, waba_id, scopes, is_granular, is_revoked }
    this.#grants.set(token, grant)
    this.onChange()
    return grant
  }

  grant(token: string): Grant | undefined {
    return this.#grants.get(token)
  }

  /** The newest one for the account that still works. */
  grantOf(wabaId: string): Grant | undefined {
    return [...this.#grants.values()].findLast(({ waba_id, is_revoked }) => waba_id === wabaId && !is_revoked)
  }

  /** Whether a token of the dialog's is for this account. */
  allows(token: string, wabaId: string): boolean {
    return this.#grants.get(token)?.waba_id === wabaId
  }

  isRevoked(token: string): boolean {
    return this.#grants.get(token)?.is_revoked ?? false
  }

  /** Somebody takes our app away from the account. */
  revoke(wabaId: string): number {
    const grants = [...this.#grants.values()].filter((grant) => grant.waba_id === wabaId)
    for (const grant of grants) grant.is_revoked = true
    this.onChange()
    return grants.length
  }

  subscribe(wabaId: string, appId: string): void {
    this.#subscriptions.add(`${wabaId} ${appId}`)
    this.onChange()
  }

  unsubscribe(wabaId: string, appId: string): void {
    this.#subscriptions.delete(`${wabaId} ${appId}`)
    this.onChange()
  }

  subscribersOf(wabaId: string): string[] {
    return [...this.#subscriptions].flatMap((pair) => {
      const [id, appId = ''] = pair.split(' ')
      return id === wabaId ? [appId] : []
    })
  }

  all(): z.infer<typeof OnboardingState> {
    const subscriptions = [...this.#subscriptions].map((pair): [string, string] => {
      const [wabaId = '', appId = ''] = pair.split(' ')
      return [wabaId, appId]
    })
    return {
      accounts: [...this.#accounts.values()],
      numbers: [...this.#numbers.values()],
      grants: [...this.#grants.values()],
      subscriptions,
    }
  }

  restore({ accounts, numbers, grants, subscriptions }: z.infer<typeof OnboardingState>): void {
    for (const account of accounts) this.#accounts.set(account.waba_id, account)
    for (const number of numbers) this.#numbers.set(number.phone_number_id, number)
    for (const grant of grants) this.#grants.set(grant.token, grant)
    for (const [wabaId, appId] of subscriptions) this.#subscriptions.add(`${wabaId} ${appId}`)
  }
}
