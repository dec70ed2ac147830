import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { conditionsOf } from '@/lib/contacts/conditions-of'
import { hasMoreContacts, selectContacts } from '@/lib/contacts/contact-store'
import { csvText } from '@/lib/contacts/csv-text'
import { presentContact, showContact } from '@/lib/contacts/present'
import { recordAct } from '@/lib/contacts/record-act'
import type { ContactFilter, ContactObject } from '@/lib/contacts/schema'
import { selectSuppressions } from '@/lib/contacts/suppression-store'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { FileAnswer } from '@/lib/core/file-answer'
import { requirePerson } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireStepUp } from '@/lib/core/step-up'

type Filter = CamelKeys<z.output<typeof ContactFilter>>

/**
 * The contacts that a filter finds as CSV, newest first; numbers as the person's role sees them. That somebody took
 * them is in the audit log before the first line goes out. Throws `role_missing`, `step_up_required`, and
 * `state_conflict` when there are more than one file holds.
 */
export async function exportContacts(ctx: Ctx, filter: Filter, now = new Date()): Promise<FileAnswer> {
  requirePerson(ctx, 'contacts.read')
  requireStepUp(ctx, now)
  const { exportRows } = policy.contacts
  await withTenant(ctx, async (tx) => {
    if (await hasMoreContacts(tx, conditionsOf(ctx, filter), exportRows))
      throw new AppError('state_conflict', {
        detail: `More than ${exportRows} contacts match, which is as many as one file holds: filter them.`,
      })
    await recordAct(ctx, tx, {
      action: 'contacts.exported',
      target: { type: 'contacts', id: 'csv' },
      after: { filters: Object.keys(filter) },
    })
  })
  return new FileAnswer(
    `contacts-${now.toISOString().slice(0, 10)}.csv`,
    'text/csv; charset=utf-8',
    linesOf(ctx, filter),
  )
}

const columns = [
  'id',
  'phone',
  'recipient',
  'username',
  'name',
  'profile_name',
  'email',
  'tags',
  'opted_out',
  'attributes',
  'source',
  'last_inbound_at',
  'created_at',
]

async function* linesOf(ctx: Ctx, filter: Filter): AsyncGenerator<string> {
  yield csvText([columns])
  const limit = policy.contacts.exportBatch
  let before: string | undefined
  for (;;) {
    const { rows, suppressions } = await withTenant(ctx, async (tx) => {
      const rows = await selectContacts(tx, { ...conditionsOf(ctx, filter), limit, before })
      return { rows, suppressions: await selectSuppressions(tx, rows) }
    })
    const shown = rows.map((row) => showContact(ctx, presentContact(row, suppressions)))
    if (shown.length > 0) yield csvText(shown.map(cellsOf))
    before = rows.at(-1)?.id
    if (rows.length < limit) return
  }
}

function cellsOf(contact: ContactObject): (string | number)[] {
  return [
    contact.id,
    contact.phone ?? '',
    contact.recipient ?? '',
    contact.username ?? '',
    contact.name ?? '',
    contact.profile_name ?? '',
    contact.email ?? '',
    contact.tags.join(', '),
    String(contact.opted_out),
    JSON.stringify(contact.attributes),
    contact.source,
    contact.last_inbound_at ?? '',
    contact.created_at,
  ]
}
