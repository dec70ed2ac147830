import { asSystem, type SystemTx } from '@/db/tenant'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import { toTypeId } from '@/lib/core/ids'
import type { Operator } from '@/lib/core/operator'
import { toTimestamp } from '@/lib/core/time'
import type { TenantSummary, TenantsQuery } from '@/lib/tenants/operator-schema'
import { selectPeople, selectTenants, type TenantRow } from '@/lib/tenants/operator-system'

const list = 'ops/tenants'

/** A page of all tenants, newest first, for one of us. */
export async function listTenants(
  _operator: Operator,
  { limit, cursor, search, status }: TenantsQuery,
): Promise<{ data: TenantSummary[]; next_cursor: string | null }> {
  const before = cursor && readCursor(list, cursor)
  return asSystem(async (tx) => {
    const rows = await selectTenants(tx, { limit: limit + 1, before, search, status })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      data: await summarize(tx, page),
      next_cursor: rows.length > limit && last ? makeCursor(list, last.id) : null,
    }
  })
}

export async function summarize(tx: SystemTx, rows: readonly TenantRow[]): Promise<TenantSummary[]> {
  if (rows.length === 0) return []
  const people = await selectPeople(
    tx,
    rows.map(({ id }) => id),
  )
  const of = new Map(people.map((row) => [row.tenantId, row]))
  return rows.map((row) => ({
    object: 'tenant',
    tenant_id: toTypeId('tenant', row.id),
    slug: row.slug,
    name: row.name,
    plan: row.plan,
    status: row.status,
    suspended_at: toTimestamp(row.suspendedAt),
    suspended_reason: row.suspendedReason,
    owners: of.get(row.id)?.owners ?? [],
    members: of.get(row.id)?.members ?? 0,
    created_at: toTimestamp(row.createdAt),
  }))
}
