import { policy } from '@/lib/core/policy'
import {
  type ConnectionOutcome,
  type ConnectionStep,
  connectionSteps,
  type KeptStep,
  type StepState,
} from '@/lib/senders/connection-schema'

/** What became of one try of one step. */
export type Verdict<Change> =
  | { kind: 'done'; state: StepState; detail?: string; change?: Change }
  /** Nothing moves until somebody has done something. */
  | { kind: 'needs_you'; outcome: ConnectionOutcome; detail?: string; traceId?: string; change?: Change }
  /** Meta lets us try again after so long; nobody has to do anything. */
  | { kind: 'wait'; outcome: ConnectionOutcome; seconds: number; detail?: string; traceId?: string }
  /** It is not known whether Meta has heard us. */
  | { kind: 'unanswered' }
  /** `final`: another try cannot help, only the dialog once more. Then nothing secret is kept. */
  | { kind: 'failed'; outcome: ConnectionOutcome; final: boolean; detail?: string; traceId?: string }

type Refusal = {
  providerCode: number | null
  subcode: number | null
  detail: string | null
  userMessage: string | null
  traceId: string | null
}

/** Meta's refusals that have a name of ours, at whichever step they come. Meta's reference of error codes. */
export function explainRefusal(step: ConnectionStep, refusal: Refusal): Verdict<never> {
  const { providerCode: code, subcode } = refusal
  const said = saidBy(refusal)
  const failed = (outcome: ConnectionOutcome, final: boolean): Verdict<never> => ({
    kind: 'failed',
    outcome,
    final,
    ...said,
  })
  const needsYou = (outcome: ConnectionOutcome): Verdict<never> => ({ kind: 'needs_you', outcome, ...said })
  const wait = (outcome: ConnectionOutcome, seconds: number): Verdict<never> => ({
    kind: 'wait',
    outcome,
    seconds,
    ...said,
  })
  const { deletedSeconds, registrations } = policy.connections
  if (code === null) return { kind: 'unanswered' }
  if (step === 'token') return failed(codeRefusals[subcode ?? 0] ?? 'code_refused', true)
  if (code === 190 || code === 0) return failed('token_revoked', true)
  if (code === 10 || code === 200 || code === 3) return failed('scopes_missing', true)
  if (transient.has(code)) return { kind: 'unanswered' }
  if (code === 100 && subcode === 33 && step === 'account') return failed('account_not_shared', true)
  if (step === 'registration' || step === 'display_name') {
    if (code === 133005) return needsYou('pin_needed')
    if (code === 133008 || code === 133009) return needsYou('pin_guesses')
    if (code === 133006) return needsYou('number_unverified')
    if (code === 133015) return wait('recently_deleted', deletedSeconds)
    if (code === 133016) return wait('registration_limit', registrations.hours * 3_600)
    if (code === 133010 || code === 133000) return failed('not_registered', false)
  }
  return failed('meta_refused', false)
}

/** Of a code that does not open anything: 36009 it was used before, 36007 its 30 seconds are over. */
const codeRefusals: Record<number, ConnectionOutcome> = { 36007: 'code_expired', 36009: 'code_used' }

/** Unknown, unavailable, too many calls of our app or for the account, and a registration server that is away. */
const transient = new Set([1, 2, 4, 17, 32, 613, 80007, 80008, 130429, 131000, 131016, 133004])

/** What Meta said, and by which name it can be asked about it. */
export function saidBy({ detail, userMessage, traceId }: Refusal): { detail?: string; traceId?: string } {
  const words = userMessage ?? detail
  return { ...(words ? { detail: words.slice(0, 500) } : {}), ...(traceId ? { traceId } : {}) }
}

/** Seconds until the next try after so many in vain; null once it is enough. */
export function retryAfter(tries: number): number | null {
  const { tries: most, retrySecondsMax } = policy.connections
  return tries >= most ? null : Math.min(2 ** tries, retrySecondsMax)
}

/** The first step that is not behind us. */
export function nextStep(steps: readonly KeptStep[]): ConnectionStep | null {
  const isBehind = (step: ConnectionStep) =>
    steps.some((kept) => kept.step === step && (kept.state === 'done' || kept.state === 'skipped'))
  return connectionSteps.find((step) => !isBehind(step)) ?? null
}

export function withStep(steps: readonly KeptStep[], step: KeptStep): KeptStep[] {
  return [...steps.filter((kept) => kept.step !== step.step), step]
}

/** What of our two permissions a token lacks. Meta's flat list counts; the finer one may be missing. */
export function missingScopes(scopes: readonly string[]): string[] {
  return neededScopes.filter((scope) => !scopes.includes(scope))
}
const neededScopes = ['whatsapp_business_management', 'whatsapp_business_messaging']

/** `+` and digits, from Meta's `+1 202-555-0100`. */
export function phoneOf(displayed: string): string {
  return `+${displayed.replace(/\D/g, '')}`
}
