import { eq, sql } from 'drizzle-orm'
import { apiKeys } from '@/db/tables/keys'
import { tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

export type ExpiringKey = typeof apiKeys.$inferSelect

const days = policy.mails.keyExpiryDays
const furthest = Math.max(...days)

/**
 * Keys that come nearer to their end than the last notice of it said, with the distance written on them. A distance
 * that a key was made within is none to tell of.
 */
export function claimExpiringKeys(tx: SystemTx, limit: number): Promise<ExpiringKey[]> {
  const nearest = sql`(
    select min(d) from unnest(array[${sql.raw(days.join(', '))}]) d
    where k.expires_at <= clock_timestamp() + make_interval(days => d)
      and k.created_at <= k.expires_at - make_interval(days => d))`
  const near = sql`(
    select k.tenant_id, k.id, ${nearest} as days from api_keys k
    where k.revoked_at is null and k.expires_at > clock_timestamp()
      and k.expires_at <= clock_timestamp() + make_interval(days => ${furthest})
      and ${nearest} < coalesce(k.expiry_noticed_days, ${furthest + 1})
      and not exists (select from api_keys n where n.tenant_id = k.tenant_id and n.rotated_from = k.id)
    order by k.expires_at limit ${limit} for update of k skip locked) near`
  return tx
    .update(apiKeys)
    .set({ expiryNoticedDays: sql`near.days` })
    .from(near)
    .where(sql`${apiKeys.tenantId} = near.tenant_id and ${apiKeys.id} = near.id`)
    .returning()
}

export async function findWorkspace(
  tx: SystemTx,
  tenantId: string,
): Promise<{ name: string; slug: string } | null> {
  const { name, slug } = tenants
  const [row] = await tx.select({ name, slug }).from(tenants).where(eq(tenants.id, tenantId))
  return row ?? null
}
