import { z } from 'zod'
import { Email } from '@/lib/auth/email-schema'
import { policy } from '@/lib/core/policy'

const { minLength, maxLength } = policy.passwords

/** Letters as people count them, near enough: what is two units of UTF-16 is one letter. */
export function lengthOf(password: string): number {
  return [...password].length
}

/** A password that somebody has: taken as it was typed, to the last space. */
export const Password = z
  .string()
  .min(1, 'Enter a password.')
  .refine((password) => lengthOf(password) <= maxLength, `Use at most ${maxLength} characters.`)

/** A password that somebody chooses. Whether it is hard enough to guess takes a dictionary, and the server's answer. */
export const NewPassword = Password.refine(
  (password) => lengthOf(password) >= minLength,
  `Use at least ${minLength} characters.`,
)

export const JudgePasswordInput = z.strictObject({
  password: Password,
  /** What the account is called; a password made of it is guessed first. */
  email: z.string().max(254).default(''),
})
export const JudgePasswordReply = z.object({ acceptable: z.boolean(), advice: z.string().nullable() })
export type JudgePasswordReply = z.infer<typeof JudgePasswordReply>

export const ChangePasswordInput = z.strictObject({ current_password: Password, new_password: NewPassword })
/** A wrong current password is an answer that the form shows beside it. */
export const ChangePasswordReply = z.discriminatedUnion('changed', [
  z.object({ changed: z.literal(true), sessions_ended: z.int() }),
  z.object({
    changed: z.literal(false),
    reason: z.enum(['wrong_password', 'too_guessable']),
    advice: z.string().nullable(),
  }),
])

export const AskResetInput = z.strictObject({ email: Email })
export const AskResetReply = z.object({ expires_in_minutes: z.int() })

export const CompleteResetInput = z.strictObject({
  token: z.string().min(1).max(128),
  password: NewPassword,
})
export const CompleteResetReply = z.discriminatedUnion('changed', [
  z.object({ changed: z.literal(true) }),
  z.object({
    changed: z.literal(false),
    reason: z.enum(['link_invalid', 'too_guessable']),
    advice: z.string().nullable(),
  }),
])
