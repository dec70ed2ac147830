import { type TenantTx, withTenant } from '@/db/tenant'
import { chainHash, firstHash } from '@/lib/audit/rules'
import type { AuditRecord } from '@/lib/audit/schema'
import { appendEntry, lockHead, type NewEntry } from '@/lib/audit/store'
import type { Ctx } from '@/lib/core/context'
import { newUuid } from '@/lib/core/ids'
import { pseudonym } from '@/lib/core/pseudonym'

/**
 * Adds to the tenant's audit log what the context's actor does, in the transaction of the change itself: neither
 * is there without the other. Call it last, for it makes the tenant's other changes wait.
 */
export function recordAudit(ctx: Ctx, tx: TenantTx, record: AuditRecord): Promise<void> {
  const { actor, requestId, address, mode } = ctx
  const actorId = actor.type === 'system' ? actor.job : actor.id
  return append(tx, record, { actorType: actor.type, actorId, entryMode: mode, requestId, address })
}

type Circumstances = Pick<NewEntry, 'actorType' | 'actorId' | 'entryMode' | 'requestId'> & { address: string }

async function append(tx: TenantTx, record: AuditRecord, { address, ...rest }: Circumstances): Promise<void> {
  const { tenantId, seq, hash, now } = await lockHead(tx, { seq: 0, hash: firstHash })
  const { action, target, before = null, after = null } = record
  const chained = {
    ...rest,
    seq: seq + 1,
    id: newUuid(),
    action,
    targetType: target.type,
    targetId: target.id,
    before,
    after,
    addressHash: pseudonym('address', address),
    happenedAt: now,
  }
  const said = { ...chained, tenantId, happenedAt: now.toISOString() }
  await appendEntry(tx, { ...chained, address, previousHash: hash, hash: chainHash(hash, said) })
}

type Elsewhere = {
  actor: { type: 'user' | 'operator' | 'system'; id: string }
  requestId: string
  address: string
}

/** The same for what is not done through a tenant's door, in each tenant that it concerns. */
export async function recordAuditIn(
  tenantIds: readonly string[],
  { actor, requestId, address }: Elsewhere,
  record: AuditRecord,
): Promise<void> {
  for (const tenantId of tenantIds)
    await withTenant({ tenantId, mode: 'live' }, (tx) =>
      append(tx, record, {
        actorType: actor.type,
        actorId: actor.id,
        entryMode: null,
        requestId,
        address,
      }),
    )
}

/**
 * The same in a transaction of the tenant that is open already, for what somebody does who is not, or no longer,
 * through its door: they have just joined.
 */
export function recordAuditBy(
  { actor, requestId, address }: Elsewhere,
  tx: TenantTx,
  record: AuditRecord,
): Promise<void> {
  const who = { actorType: actor.type, actorId: actor.id, entryMode: null }
  return append(tx, record, { ...who, requestId, address })
}
