import { z } from 'zod'
import { policy } from './policy'

/** What every list takes: how many, and from where on. */
export const ListQuery = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(policy.api.pageSizeMax)
    .default(policy.api.pageSizeDefault)
    .describe('How many rows at most.'),
  cursor: z
    .string()
    .max(200)
    .optional()
    .describe("The next_cursor of the page before; nobody's to take apart."),
})

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    object: z.literal('list'),
    data: z.array(item),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
  })
}
