import { z } from 'zod'
import type { ContactRow } from '@/lib/contacts/person-store'
import { type Attributes, AttributeValue, type ContactObject, personKeys } from '@/lib/contacts/schema'
import type { SuppressionObject } from '@/lib/contacts/suppression-schema'
import type { SuppressionRow } from '@/lib/contacts/suppression-store'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import { visiblePhone } from '@/lib/core/visible-phone'

const StoredAttributes = z.record(z.string(), AttributeValue).catch({})

/** The row's facts as rules take them. */
export function factsOf(row: ContactRow): ContactRow & { attributes: Attributes } {
  return { ...row, attributes: StoredAttributes.parse(row.attributes) }
}

/** The public form. Of all these suppressions it takes the contact's own. */
export function presentContact(row: ContactRow, suppressions: readonly SuppressionRow[]): ContactObject {
  const keys = personKeys(row)
  const own = suppressions.filter(
    ({ person, bsuid }) => keys.includes(person) || (bsuid !== null && bsuid === row.bsuid),
  )
  return {
    object: 'contact',
    id: toTypeId('contact', row.id),
    phone: row.phone,
    recipient: row.bsuid,
    username: row.username,
    profile_name: row.profileName,
    name: row.name,
    email: row.email,
    tags: row.tags,
    attributes: StoredAttributes.parse(row.attributes),
    opted_out: own.some(({ scope }) => scope === 'all'),
    opt_outs: own.map(({ scope, reason, note, createdAt }) => ({
      scope,
      reason,
      note,
      created_at: toTimestamp(createdAt),
    })),
    source: row.source,
    mode: row.mode,
    last_inbound_at: toTimestamp(row.lastInboundAt),
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  }
}

/** As whoever asks may see it. */
export function showContact(ctx: Ctx, contact: ContactObject): ContactObject {
  return { ...contact, phone: visiblePhone(ctx, contact.phone) }
}

export function presentSuppression(row: SuppressionRow): SuppressionObject {
  return {
    object: 'suppression',
    phone: row.phone,
    recipient: row.bsuid,
    scope: row.scope,
    reason: row.reason,
    note: row.note,
    mode: row.mode,
    created_at: toTimestamp(row.createdAt),
  }
}

export function showSuppression(ctx: Ctx, suppression: SuppressionObject): SuppressionObject {
  return { ...suppression, phone: visiblePhone(ctx, suppression.phone) }
}
