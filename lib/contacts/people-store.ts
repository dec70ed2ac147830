import { inArray, or } from 'drizzle-orm'
import { contacts } from '@/db/tables/contacts'
import type { TenantTx } from '@/db/tenant'

export function selectKnown(tx: TenantTx, phones: string[], userIds: string[]) {
  return tx
    .select({
      id: contacts.id,
      phone: contacts.phone,
      canonicalPhone: contacts.canonicalPhone,
      bsuid: contacts.bsuid,
    })
    .from(contacts)
    .where(
      or(
        phones.length > 0 ? inArray(contacts.canonicalPhone, phones) : undefined,
        userIds.length > 0 ? inArray(contacts.bsuid, userIds) : undefined,
      ),
    )
}
