import { sql } from 'drizzle-orm'
import type { SystemTx } from '@/db/tenant'
import { platformId } from '@/lib/core/ids'
import { currentKeyId } from '@/lib/core/key-ring'

/** A column whose values are sealed, and what each is sealed to. */
export type SealedColumn = {
  table: string
  /** The column itself. */
  sealed: string
  /** What the place calls the column. */
  column: string
  /** The columns that name the tenant and the row; a tenant of null is nobody's. */
  tenant: 'tenant_id' | 'id' | null
  row: 'id' | 'user_id'
}

const ofTenant = { tenant: 'tenant_id', row: 'id' } as const

/**
 * Every place where something is sealed to stay. A new one is a line here. What lives for hours at most is not: mails,
 * questions of a second factor and kept answers are gone before an old key is.
 */
export const sealedColumns: readonly SealedColumn[] = [
  { ...ofTenant, table: 'senders', sealed: 'access_token_sealed', column: 'access_token' },
  { ...ofTenant, table: 'senders', sealed: 'pin_sealed', column: 'pin' },
  { ...ofTenant, table: 'whatsapp_accounts', sealed: 'access_token_sealed', column: 'access_token' },
  { ...ofTenant, table: 'sender_connections', sealed: 'access_token_sealed', column: 'access_token' },
  { table: 'tenants', sealed: 'webhook_secret_sealed', column: 'webhook_secret', tenant: 'id', row: 'id' },
  { table: 'totp_secrets', sealed: 'secret_sealed', column: 'secret', tenant: null, row: 'user_id' },
]

export type SealedRow = { tenantId: string; rowId: string; sealed: string }

/** Rows that are sealed under another key than the current one, in the order of their ids. */
export async function selectOutdated(
  tx: SystemTx,
  place: SealedColumn,
  { after, limit }: { after: string | null; limit: number },
): Promise<SealedRow[]> {
  const [table, sealed, row] = [place.table, place.sealed, place.row].map((name) => sql.identifier(name))
  const tenant = place.tenant === null ? sql`${platformId}` : sql`${sql.identifier(place.tenant)}::text`
  const rows = await tx.execute<SealedRow>(sql`
    select ${tenant} as "tenantId", ${row}::text as "rowId", ${sealed} as sealed from ${table}
    where split_part(${sealed}, '.', 2) <> ${currentKeyId()} and ${row} > coalesce(${after}::uuid, ${platformId}::uuid)
    order by ${row} limit ${limit}`)
  return [...rows]
}

/** False when the value has changed meanwhile: then the new one stands. */
export async function replaceSealed(
  tx: SystemTx,
  place: SealedColumn,
  { tenantId, rowId, sealed: old }: SealedRow,
  now: string,
): Promise<boolean> {
  const [table, sealed, row] = [place.table, place.sealed, place.row].map((name) => sql.identifier(name))
  const ofTenant = place.tenant === 'tenant_id' ? sql`tenant_id = ${tenantId}::uuid and` : sql``
  const rows = await tx.execute(sql`
    update ${table} set ${sealed} = ${now}
    where ${ofTenant} ${row} = ${rowId}::uuid and ${sealed} = ${old} returning 1`)
  return rows.length > 0
}
