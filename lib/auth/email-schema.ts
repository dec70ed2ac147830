import { z } from 'zod'
import { Email as Address } from '@/lib/core/email'

/**
 * Folded before it is judged: what looks like `@` and is none must not become one, and no two ways of writing an
 * address may be two accounts. What is left is plain letters, in lower case; quotes are no part of it.
 */
export const Email = z
  .string()
  .max(320)
  .refine((text) => text.split('@').length === text.normalize('NFKC').split('@').length, 'Write a plain @.')
  .transform((text) => text.normalize('NFKC'))
  .pipe(Address)
  .transform((text) => text.toLowerCase())
