import { and, eq, isNull, sql } from 'drizzle-orm'
import { media } from '@/db/tables/media'
import type { TenantTx } from '@/db/tenant'

export async function findKeptMedia(tx: TenantTx, id: string) {
  const isThere = sql`(${media.expiresAt} is null or ${media.expiresAt} > clock_timestamp())`
  const [row] = await tx
    .select()
    .from(media)
    .where(and(eq(media.id, id), isNull(media.deletedAt), isThere))
  return row ?? null
}
