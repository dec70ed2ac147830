import { z } from 'zod'
import { Email } from '@/lib/auth/email-schema'
import { NewPassword, Password } from '@/lib/auth/password-schema'

export { Email }

export const SignInInput = z.object({ email: Email, password: Password })
/** Where a second factor is set up, the browser holds a challenge now, and the session starts with its answer. */
export const SignInReply = z.object({ next: z.enum(['dashboard', 'second_factor']) })

export const SignUpInput = z.strictObject({ email: Email, password: NewPassword })
/** A code that is on its way, as far as anybody is told: an address that has an account gets the same answer. */
const Pending = z.object({
  email: z.string(),
  expires_in_seconds: z.int(),
  resend_in_seconds: z.int(),
})
export type PendingSignUp = z.infer<typeof Pending>
export const SignUpReply = z.discriminatedUnion('accepted', [
  z.object({ accepted: z.literal(true), ...Pending.shape }),
  z.object({ accepted: z.literal(false), reason: z.literal('too_guessable'), advice: z.string().nullable() }),
])

export const codeRefusals = [
  'incorrect_code',
  'attempts_exceeded',
  'expired',
  'superseded',
  'no_sign_up',
] as const
export type CodeRefusal = (typeof codeRefusals)[number]
export const VerifySignUpInput = z.strictObject({ code: z.string().regex(/^[0-9]{6}$/, 'Six digits.') })
export const VerifySignUpReply = z.discriminatedUnion('verified', [
  z.object({ verified: z.literal(true), next: z.string() }),
  z.object({ verified: z.literal(false), reason: z.enum(codeRefusals), attempts_remaining: z.int() }),
])
export const ResendCodeReply = z.discriminatedUnion('sent', [
  z.object({ sent: z.literal(true), ...Pending.shape }),
  z.object({ sent: z.literal(false), reason: z.literal('no_sign_up') }),
])

export type User = { id: string; email: string }

/** A session that has been looked up just now. */
export type LiveSession = {
  id: string
  user: User & { isOperator: boolean }
  authenticatedAt: Date
  secondFactorAt: Date | null
  createdAt: Date
  /** How long ago that was last written down, by the database's clock. */
  seenSecondsAgo: number
}

/** What a browser is to hold of a session, from now on. */
export type SessionTokens = { id: string; user: User; refreshToken: string }
/** A session that begins. By the device's token its browser will be known again. */
export type StartedSession = SessionTokens & { deviceToken: string }

export const RefreshReply = z.object({ expires_in_seconds: z.int() })

export const EndSessionInput = z.object({ session_id: z.string().max(100) })
export const EndSessionReply = z.object({ session_id: z.string() })
export const EndSessionsReply = z.object({ ended: z.int() })

/** Where a request came from, as far as its address tells: a country at most, and the network it is in. */
export type Place = { words: string; network: string }

/** A browser that is signed in, as its person sees it. */
export type SessionView = {
  id: string
  browser: string
  place: Place
  created_at: string
  last_seen_at: string
  is_current: boolean
}

export type SignInOutcome =
  | 'signed_in'
  | 'wrong_password'
  | 'unknown_address'
  | 'throttled'
  | 'second_factor_wanted'
  | 'second_factor_wrong'

/** A try to sign in, as its person sees it. */
export type SignInView = {
  id: string
  at: string
  outcome: SignInOutcome
  browser: string
  place: Place
}

/** Instead of a session, where a second factor is still to be proven: what the browser is to hold until then. */
export type AwaitedSession = { challenge: string }

export type SessionEnd =
  | 'signed_out'
  | 'ended_elsewhere'
  | 'password_changed'
  | 'token_reused'
  | 'removed_from_team'
