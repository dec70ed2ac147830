import { eq } from 'drizzle-orm'
import { media } from '@/db/tables/media'
import type { TenantTx } from '@/db/tenant'

export async function findMediaByMetaId(tx: TenantTx, metaId: string): Promise<string | null> {
  const [row] = await tx.select({ id: media.id }).from(media).where(eq(media.metaId, metaId)).limit(1)
  return row?.id ?? null
}

export async function insertInboundMedia(
  tx: TenantTx,
  row: Omit<typeof media.$inferInsert, 'direction'>,
): Promise<void> {
  await tx.insert(media).values({ ...row, direction: 'inbound' })
}
