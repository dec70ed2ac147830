import { asSystem } from '@/db/tenant'
import type { Signal } from '@/lib/alerts/schema'
import { insertSignal } from '@/lib/alerts/system'
import { newUuid, platformId } from '@/lib/core/ids'
import { log } from '@/lib/core/log'

/** Writes down something that rules may count. What it tells of has happened already, so that it never throws. */
export async function noteSignal({
  tenantId = platformId,
  kind,
  subject,
  facts = {},
}: Signal): Promise<void> {
  await asSystem((tx) => insertSignal(tx, { id: newUuid(), tenantId, kind, subject, facts })).catch(
    (error: unknown) => log.error('a signal was lost', { kind, err: error }),
  )
}
