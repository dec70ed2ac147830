import { z } from 'zod'

/** An address that mail may go to. It has no quotes, spaces, comments or lines in it that could smuggle in another. */
export const Email = z.email('Enter an email address, such as ana@example.com.').max(254)
