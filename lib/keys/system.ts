import { sql } from 'drizzle-orm'
import type { SystemTx } from '@/db/tenant'

export type KeyNetwork = { tenantId: string; keyId: string; network: string }

/**
 * Writes that keys were used from these networks; returns what is new to a key that has been used before. Sorted, so
 * that two processes never wait for each other in a ring.
 */
export async function touchNetworks(tx: SystemTx, seen: readonly KeyNetwork[]): Promise<KeyNetwork[]> {
  const rows = JSON.stringify(seen)
  const fresh = await tx.execute<KeyNetwork>(sql`
    with given as (
      select * from jsonb_to_recordset(${rows}::jsonb) as row("tenantId" uuid, "keyId" uuid, network text)
      where exists (select from tenants t where t.id = "tenantId")),
    used as (
      select distinct k.tenant_id, k.key_id from key_networks k
      join given g on g."tenantId" = k.tenant_id and g."keyId" = k.key_id),
    put as (
      insert into key_networks as k (tenant_id, key_id, network, seen_at)
      select "tenantId", "keyId", network, clock_timestamp() from given order by 1, 2, 3
      on conflict (tenant_id, key_id, network) do update set seen_at = excluded.seen_at
      returning k.tenant_id, k.key_id, k.network, k.xmax = 0 as is_new)
    select put.tenant_id as "tenantId", put.key_id as "keyId", put.network
    from put join used using (tenant_id, key_id) where put.is_new`)
  return [...fresh]
}
