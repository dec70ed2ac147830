import { asSystem, type SystemTx, type TenantTx } from '@/db/tenant'
import { type ChainEntry, type Position, start } from '@/lib/audit/chain-schema'
import { actorIdOf, chainHash, cleanText, storable } from '@/lib/audit/rules'
import type { ActorType, AuditActor, AuditRecord } from '@/lib/audit/schema'
import { appendEntry, type HeldHead, lockHead } from '@/lib/audit/store'
import { appendEntryAs, lockHeadAs } from '@/lib/audit/system'
import type { Ctx, Mode } from '@/lib/core/context'
import { newUuid } from '@/lib/core/ids'
import { currentKeyId } from '@/lib/core/key-ring'
import { pseudonym } from '@/lib/core/pseudonym'

/**
 * Adds to the tenant's audit log what the context's actor does, in the transaction of the change itself: neither
 * is there without the other. Call it last, for it makes the tenant's other changes wait. Two round trips.
 */
export async function recordAudit(ctx: Ctx, tx: TenantTx, record: AuditRecord): Promise<void> {
  const { tenantId, actor, requestId, address, mode } = ctx
  const who = { actorType: actor.type, actorId: actor.type === 'system' ? actor.job : actor.id }
  const head = await lockHead(tx, tenantId, start)
  await appendEntry(tx, entryAfter(head, tenantId, record, { ...who, entryMode: mode, requestId, address }))
}

export type Elsewhere = {
  actor: AuditActor
  requestId: string
  address: string
}

/**
 * The same for what is not done through a tenant's door, in each tenant that it concerns, in the system's transaction
 * of the change. Nothing else may wait for this transaction while it holds these chains.
 */
export async function recordAuditWithin(
  tx: SystemTx,
  tenantIds: readonly string[],
  { actor, requestId, address }: Elsewhere,
  record: AuditRecord,
): Promise<void> {
  const circumstances = { actorType: actor.type, actorId: actor.id, entryMode: null, requestId, address }
  // Always in the same order, so that two who write into the same two chains never wait for each other.
  for (const tenantId of [...new Set(tenantIds)].sort()) {
    const head = await lockHeadAs(tx, tenantId, start)
    await appendEntryAs(tx, entryAfter(head, tenantId, record, circumstances))
  }
}

/** The same in a transaction of its own: in all of these chains, or in none. */
export function recordAuditIn(
  tenantIds: readonly string[],
  elsewhere: Elsewhere,
  record: AuditRecord,
): Promise<void> {
  return asSystem((tx) => recordAuditWithin(tx, tenantIds, elsewhere, record))
}

type Circumstances = {
  actorType: ActorType
  actorId: string
  entryMode: Mode | null
  requestId: string
  address: string
}

function entryAfter(
  { seq, hash, now }: HeldHead & Position,
  tenantId: string,
  { action, target, before, after }: AuditRecord,
  { actorType, actorId, entryMode, requestId, address }: Circumstances,
): ChainEntry {
  const said = {
    tenantId,
    seq: seq + 1,
    id: newUuid(),
    happenedAt: now,
    action,
    actorType,
    actorId: actorIdOf(actorType, actorId),
    targetType: target.type,
    targetId: cleanText(target.id),
    entryMode,
    before: storable(before),
    after: storable(after),
    requestId,
    addressHash: addressHash(address),
  }
  return { ...said, address: cleanText(address), previousHash: hash, hash: chainHash(hash, said) }
}

/** With the key that made it, so that it can be held against the address for as long as that is there. */
function addressHash(address: string): string {
  const keyId = currentKeyId()
  return `${keyId}.${pseudonym('address', cleanText(address), keyId)}`
}

/**
 * The same in a transaction of the tenant that is open already, for what somebody does who is not, or no longer,
 * through its door: they have just joined.
 */
export async function recordAuditBy(
  { actor, requestId, address }: Elsewhere,
  tx: TenantTx,
  tenantId: string,
  record: AuditRecord,
): Promise<void> {
  const who = { actorType: actor.type, actorId: actor.id, entryMode: null }
  const head = await lockHead(tx, tenantId, start)
  await appendEntry(tx, entryAfter(head, tenantId, record, { ...who, requestId, address }))
}
