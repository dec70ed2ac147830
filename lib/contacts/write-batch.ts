import type { TenantTx } from '@/db/tenant'
import type { RefusedRow } from '@/lib/contacts/import-schema'
import { advanceImport, lockImport, selectByPhones, upsertContacts } from '@/lib/contacts/import-store'
import { lockIdentities } from '@/lib/contacts/person-store'
import { presentContact } from '@/lib/contacts/present'
import { refusedOf } from '@/lib/contacts/present-import'
import type { FileRow } from '@/lib/contacts/read-contacts'
import { shortened } from '@/lib/contacts/row-rules'
import { insertSuppressions } from '@/lib/contacts/suppression-store'
import { toTypeId } from '@/lib/core/ids'
import { canonicalPhone } from '@/lib/core/phone'
import { emitEvents } from '@/lib/webhooks/emit-events'

/**
 * Brings a batch in, and says in the same transaction how far the file has come: neither is there without the other.
 * False when somebody else has ended the import, or goes on with it.
 */
export async function writeBatch(
  tx: TenantTx,
  id: string,
  position: number,
  rows: readonly FileRow[],
): Promise<boolean> {
  const held = await lockImport(tx, id)
  if (held?.status !== 'running' || held.position !== position) return false
  await lockIdentities(tx, 'shared')
  const good = rows.filter(({ faults }) => faults.length === 0)
  const done = await upsertContacts(
    tx,
    good.map(({ contact }) => contact),
  )
  const isDone = ({ contact }: FileRow) => done.has(canonicalPhone(contact.phone))
  await optOutMany(
    tx,
    good.filter((row) => row.contact.optedOut && isDone(row)).map(({ contact }) => contact.phone),
  )
  const refused = rows.filter((row) => row.faults.length > 0 || !isDone(row)).map((row) => refusedRow(row))
  const created = [...done.values()].filter(Boolean).length
  await advanceImport(tx, id, {
    rows: rows.length,
    created,
    updated: done.size - created,
    refused,
    kept: refusedOf(held).length,
  })
  return true
}

function refusedRow({ row, cells, faults }: FileRow): RefusedRow {
  const tooMany = { column: null, message: 'The contact would have too many tags or attributes.' }
  return { row, cells: shortened(cells), faults: faults.length > 0 ? faults : [tooMany] }
}

async function optOutMany(tx: TenantTx, phones: string[]): Promise<void> {
  const common = { bsuid: null, scope: 'all', reason: 'import', note: null } as const
  const news = await insertSuppressions(
    tx,
    phones.map((phone) => ({ person: canonicalPhone(phone), phone, ...common })),
  )
  if (news.length === 0) return
  const contacts = await selectByPhones(
    tx,
    news.map(({ person }) => person),
  )
  await emitEvents(
    tx,
    contacts.map((contact) => ({
      type: 'contact.opted_out',
      subjectId: toTypeId('contact', contact.id),
      data: presentContact(
        contact,
        news.filter(({ person }) => person === contact.canonicalPhone),
      ),
    })),
  )
}
