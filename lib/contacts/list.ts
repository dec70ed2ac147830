import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { conditionsOf } from '@/lib/contacts/conditions-of'
import { selectContacts } from '@/lib/contacts/contact-store'
import { presentContact, showContact } from '@/lib/contacts/present'
import type { ContactList, ListContactsQuery } from '@/lib/contacts/schema'
import { selectSuppressions } from '@/lib/contacts/suppression-store'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePermission } from '@/lib/core/permissions'

type Query = CamelKeys<z.output<typeof ListContactsQuery>>

/** A page of contacts, newest first. */
export async function listContacts(ctx: Ctx, { limit, cursor, ...filter }: Query): Promise<ContactList> {
  requirePermission(ctx, 'contacts.read')
  const list = `contacts/${ctx.tenantId}/${ctx.mode}`
  const before = cursor ? readCursor(list, cursor) : undefined
  return withTenant(ctx, async (tx) => {
    const rows = await selectContacts(tx, { ...conditionsOf(ctx, filter), limit: limit + 1, before })
    const page = rows.slice(0, limit)
    const suppressions = await selectSuppressions(tx, page)
    const last = page.at(-1)
    const hasMore = rows.length > limit
    return {
      object: 'list',
      data: page.map((row) => showContact(ctx, presentContact(row, suppressions))),
      has_more: hasMore,
      next_cursor: hasMore && last ? makeCursor(list, last.id) : null,
    }
  })
}
