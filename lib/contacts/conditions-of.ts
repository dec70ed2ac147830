import type { z } from 'zod'
import type { ContactConditions } from '@/lib/contacts/contact-store'
import type { ContactFilter } from '@/lib/contacts/schema'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { allows } from '@/lib/core/permissions'

type Filter = CamelKeys<z.output<typeof ContactFilter>>

/** Who sees numbers masked may ask for a whole one, but not feel their way to it digit by digit. */
export function conditionsOf(ctx: Ctx, { createdAfter, createdBefore, ...rest }: Filter): ContactConditions {
  return {
    ...rest,
    searchesPhones: allows(ctx, 'phones.read'),
    createdAfter: createdAfter ? new Date(createdAfter) : undefined,
    createdBefore: createdBefore ? new Date(createdBefore) : undefined,
  }
}
