import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { toTimestamp } from '@/lib/core/time'
import { selectRecentEvents } from '@/lib/senders/condition-store'
import { ChangedFields } from '@/lib/senders/readiness-schema'

/** Something that was told of a number, and how it stood then. */
export type SenderChange = { id: string; type: string; at: string; fields: ChangedFields }

/** What was told of a number last, newest first. */
export async function listSenderChanges(ctx: Ctx, { id }: { id: string }): Promise<SenderChange[]> {
  requirePermission(ctx, 'senders.read')
  const rows = await withTenant(ctx, (tx) => selectRecentEvents(tx, id))
  return rows.map(({ id: eventId, type, at, data }) => ({
    id: toTypeId('event', eventId),
    type,
    at: toTimestamp(at),
    fields: ChangedFields.parse(data),
  }))
}
