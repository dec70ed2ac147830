import { z } from 'zod'
import { NewPassword } from '@/lib/auth/password-schema'

/** For whoever follows an invitation and has no account yet. */
export const JoinInput = z.strictObject({ token: z.string().min(1).max(100), password: NewPassword })

/** A password that is too easy to guess is an answer, which the form shows beside it; the invitation waits. */
export const JoinReply = z.discriminatedUnion('joined', [
  z.object({ joined: z.literal(true), slug: z.string() }),
  z.object({ joined: z.literal(false), advice: z.string().nullable() }),
])
