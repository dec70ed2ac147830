import type { TenantTx } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { findMediaByMetaId, insertInboundMedia } from '@/lib/media/inbound-store'

type Inbound = {
  senderId: string | null
  metaId: string
  mimeType: string
  sha256: string | null
  fileName: string | null
}

/** A person sent a file, which Meta keeps: the UUID of our row for it, which is made when there is none. */
export async function noteInboundMedia(tx: TenantTx, seen: Inbound): Promise<string> {
  const known = await findMediaByMetaId(tx, seen.metaId)
  if (known) return known
  const id = newUuid()
  await insertInboundMedia(tx, { ...seen, id })
  return id
}
