import type { TenantTx } from '@/db/tenant'
import { openSealed } from '@/lib/alerts/open-sealed'
import type { Ctx } from '@/lib/core/context'
import type { SenderCredentials } from '@/lib/senders/schema'
import { findSender } from '@/lib/senders/store'

/** The credentials of a connected number, or null when it cannot send any more. */
export async function findCredentials(
  ctx: Ctx,
  tx: TenantTx,
  senderId: string,
): Promise<SenderCredentials | null> {
  const sender = await findSender(tx, senderId)
  if (sender?.status !== 'connected' || !sender.accessTokenSealed) return null
  return openCredentials(ctx, senderId, sender.phoneNumberId, sender.accessTokenSealed)
}

/** Throws when the token was moved from another row or its key has left the ring. */
export function openCredentials(
  ctx: Ctx,
  senderId: string,
  phoneNumberId: string,
  accessTokenSealed: string,
): SenderCredentials {
  const place = { table: 'senders', column: 'access_token', tenantId: ctx.tenantId, rowId: senderId }
  return { phoneNumberId, accessToken: openSealed(place, accessTokenSealed) }
}
