import { asSystem } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { claimLane } from '@/lib/messages/claim-system'
import { roomOf } from '@/lib/messages/in-flight'
import { nobody } from '@/lib/messages/owner'
import { takeUp } from '@/lib/messages/take-up'

/**
 * Sends as many messages of a number as have just been taken, the oldest first, as far as there is room in this
 * process and the number's pace allows. The job takes up the rest.
 */
export async function sendLane({ tenantId, mode }: Ctx, senderId: string, count: number): Promise<void> {
  let left = count
  while (left > 0) {
    const room = Math.min(left, roomOf(senderId))
    if (room <= 0) return
    const claims = await asSystem((tx) => claimLane(tx, { tenantId, mode, senderId }, room))
    if (claims.length === 0) return
    left -= claims.length
    await Promise.all(claims.map((claim) => takeUp(claim, nobody)))
  }
}
