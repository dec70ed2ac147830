import { asSystem, type SystemTx } from '@/db/tenant'
import { harmless, isUuid, plainSubject } from '@/lib/alerts/rules'
import type { Signal } from '@/lib/alerts/schema'
import { findWorkspacesOf, insertSignals } from '@/lib/alerts/system'
import { newUuid, platformId } from '@/lib/core/ids'
import { log } from '@/lib/core/log'

/**
 * Writes down something that rules may count. What it tells of has happened already, so that it never throws. For
 * what may come in storms there is `countSignal`.
 */
export async function noteSignal({ tenantId, kind, subject, facts = {} }: Signal): Promise<void> {
  const about = { kind, subject: plainSubject(subject) }
  const told = harmless(facts)
  await asSystem(async (tx) => {
    const places = tenantId ? [{ tenantId }] : await placesOf(tx, about.subject)
    await insertSignals(
      tx,
      places.map(({ tenantId, ...role }) => ({
        ...about,
        id: newUuid(),
        tenantId,
        facts: { ...told, ...role },
      })),
    )
  }).catch((error: unknown) => log.error('a signal was lost', { kind, err: error }))
}

/** A person's own account matters to each workspace that they can enter with it. */
async function placesOf(tx: SystemTx, subject: string): Promise<{ tenantId: string; role?: string }[]> {
  const workspaces = isUuid(subject) ? await findWorkspacesOf(tx, subject) : []
  return workspaces.length > 0 ? workspaces : [{ tenantId: platformId }]
}
