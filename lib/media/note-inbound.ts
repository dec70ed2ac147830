import type { TenantTx } from '@/db/tenant'
import { safeFileName } from '@/lib/core/file-name'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { insertMediaOnce } from '@/lib/media/store'

type Arrived = {
  senderId: string | null
  metaId: string
  mimeType: string
  sha256: string | null
  fileName: string | null
}

/** Remembers a file that a person sent, by Meta's id for it. Its UUID is the same however often it is told. */
export function noteInboundMedia(
  tx: TenantTx,
  { senderId, metaId, mimeType, sha256, fileName }: Arrived,
): Promise<string> {
  const row = {
    id: newUuid(),
    direction: 'inbound' as const,
    senderId,
    metaId,
    mimeType: mimeType.slice(0, 200).replaceAll('\0', ''),
    sha256: hexOf(sha256),
    fileName: safeFileName(fileName),
  }
  return insertMediaOnce(tx, row, policy.media.inboundDays)
}

/** Webhooks have it in base64, the Graph API in hex. Null for what is neither. */
function hexOf(sha256: string | null): string | null {
  if (sha256 === null) return null
  if (/^[0-9a-f]{64}$/i.test(sha256)) return sha256.toLowerCase()
  const bytes = Buffer.from(sha256, 'base64')
  return bytes.length === 32 ? bytes.toString('hex') : null
}
