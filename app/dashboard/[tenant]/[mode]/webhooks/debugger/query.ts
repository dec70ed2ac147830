import { z } from 'zod'
import { firstValue } from '@/components/list/page-trail'

/** Which delivery the fields are filled in from. */
export const DebuggerQuery = z.object({
  delivery: firstValue.pipe(z.string().max(100).optional().catch(undefined)),
})
