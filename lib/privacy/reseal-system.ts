import { getTableName, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { mails } from '@/db/tables/mails'
import { idempotencyRecords } from '@/db/tables/requests'
import { challenges, totpSecrets } from '@/db/tables/second-factors'
import { senderConnections, senders, whatsappAccounts } from '@/db/tables/senders'
import { tenants } from '@/db/tables/tenants'
import { webhookEndpoints, webhookSecrets } from '@/db/tables/webhooks'
import type { SystemTx } from '@/db/tenant'
import type { SealedPlace } from '@/lib/core/crypto'
import { platformId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

/** A sealed column and the one that names its row. Without a tenant's column the row is a tenant, or nobody's. */
export type LastingColumn = {
  sealed: PgColumn
  row: PgColumn
  tenant: PgColumn | 'the row itself' | 'none'
}

/** Everything sealed that stays until somebody changes it: what has to be sealed anew before a key can go. */
export const lastingColumns: readonly LastingColumn[] = [
  { sealed: senders.accessTokenSealed, row: senders.id, tenant: senders.tenantId },
  { sealed: senders.pinSealed, row: senders.id, tenant: senders.tenantId },
  { sealed: whatsappAccounts.accessTokenSealed, row: whatsappAccounts.id, tenant: whatsappAccounts.tenantId },
  {
    sealed: senderConnections.accessTokenSealed,
    row: senderConnections.id,
    tenant: senderConnections.tenantId,
  },
  { sealed: senderConnections.pinSealed, row: senderConnections.id, tenant: senderConnections.tenantId },
  { sealed: tenants.webhookSecretSealed, row: tenants.id, tenant: 'the row itself' },
  { sealed: webhookSecrets.secretSealed, row: webhookSecrets.id, tenant: webhookSecrets.tenantId },
  { sealed: webhookEndpoints.headersSealed, row: webhookEndpoints.id, tenant: webhookEndpoints.tenantId },
  { sealed: totpSecrets.secretSealed, row: totpSecrets.userId, tenant: 'none' },
]

/**
 * What is sealed and ends by itself, and the hours after which nobody opens it any more: an answer that is kept for
 * its Idempotency-Key, what a mail says until it is sent or given up, the secret of an app that waits for its first
 * code. A key that has been in the ring for that long after its successor seals none of it.
 */
export const passingColumns: readonly { sealed: PgColumn; hours: number }[] = [
  { sealed: idempotencyRecords.bodySealed, hours: policy.api.idempotency.hours },
  { sealed: mails.fieldsSealed, hours: (policy.mails.attempts * policy.mails.retrySeconds.most) / 3_600 },
  { sealed: challenges.secretSealed, hours: policy.secondFactor.challengeSeconds / 3_600 },
]

export type SealedValue = { tenantId: string; rowId: string; sealed: string }

/** Where a value of this column is sealed to. */
export function placeOf({ sealed }: LastingColumn, { tenantId, rowId }: SealedValue): SealedPlace {
  return {
    table: getTableName(sealed.table),
    column: sealed.name.replace(/_sealed$/, ''),
    tenantId,
    rowId,
  }
}

/** A page of the values that another key sealed, in the order of their rows. */
export async function selectSealedByOthers(
  tx: SystemTx,
  column: LastingColumn,
  keyId: string,
  after: SealedValue | null,
): Promise<SealedValue[]> {
  const { sealed, row, tenant } = column
  const byTenant = typeof tenant !== 'string'
  const order = byTenant ? sql`${tenant}, ${row}` : sql`${row}`
  const last = byTenant ? sql`${after?.tenantId}::uuid, ${after?.rowId}::uuid` : sql`${after?.rowId}::uuid`
  const isLater = after === null ? sql`true` : sql`(${order}) > (${last})`
  const rows = await tx.execute<SealedValue>(sql`
    select ${tenantOf(column)}::text as "tenantId", ${row}::text as "rowId", ${sealed} as sealed
    from ${sealed.table}
    where ${sealed} is not null and not starts_with(${sealed}, ${`v1.${keyId}.`}) and ${isLater}
    order by ${order} limit ${sql.raw(String(policy.keyRing.resealRows))}`)
  return [...rows]
}

/**
 * Puts values in the place of those that were read, where they still are. What somebody else is changing at this
 * moment is not waited for, and so no two processes ever wait for each other.
 *
 * @returns how many were replaced
 */
export async function replaceSealed(
  tx: SystemTx,
  column: LastingColumn,
  values: readonly (SealedValue & { anew: string })[],
): Promise<number> {
  const { sealed, row } = column
  const name = sql.identifier(sealed.name)
  const isSame = sql`${tenantOf(column)} = given."tenantId" and ${row} = given."rowId"`
  const [counted] = await tx.execute<{ replaced: number }>(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
        as given ("tenantId" uuid, "rowId" uuid, sealed text, anew text)),
    held as (
      select given.* from ${sealed.table} join given on ${isSame} and ${sealed} = given.sealed
      for no key update of ${sealed.table} skip locked),
    replaced as (
      update ${sealed.table} set ${name} = given.anew from held given
      where ${isSame} and ${sealed} = given.sealed returning 1)
    select count(*)::int as replaced from replaced`)
  return counted?.replaced ?? 0
}

function tenantOf({ row, tenant }: LastingColumn) {
  if (tenant === 'none') return sql`${platformId}::uuid`
  return tenant === 'the row itself' ? sql`${row}` : sql`${tenant}`
}
