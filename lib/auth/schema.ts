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
}

/** A session that begins, with what its browser is to hold. */
export type StartedSession = { id: string; user: User; refreshToken: string }

/** Instead of a session, where a second factor is still to be proven: what the browser is to hold until then. */
export type AwaitedSession = { challenge: string }

export type SessionEnd =
  | 'signed_out'
  | 'ended_elsewhere'
  | 'password_changed'
  | 'token_reused'
  | 'removed_from_team'
