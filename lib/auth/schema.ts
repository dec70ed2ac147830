import { z } from 'zod'
import { policy } from '@/lib/core/policy'

export const SignInInput = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(policy.passwords.maxLength),
})

export type User = { id: string; email: string }
