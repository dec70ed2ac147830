import { z } from 'zod'
import { Email } from '@/lib/core/email'
import { policy } from '@/lib/core/policy'

export { Email }

export const SignInInput = z.object({
  email: Email,
  password: z.string().min(1).max(policy.passwords.maxLength),
})
/** Where a second factor is set up, the browser holds a challenge now, and the session starts with its answer. */
export const SignInReply = z.object({ next: z.enum(['dashboard', 'second_factor']) })

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
