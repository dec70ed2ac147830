import { setTimeout as sleep } from 'node:timers/promises'
import { asSystem } from '@/db/tenant'
import { policy } from '@/lib/core/policy'
import { claimDueMessages, forgetPaces } from '@/lib/messages/claim-system'
import { roomLeft } from '@/lib/messages/in-flight'
import type { MessageOwner } from '@/lib/messages/owner'
import { takeUp } from '@/lib/messages/take-up'

const codesAtOnce = 50
const pausesMilliseconds = 100
const forgottenAtOnce = 1_000

/**
 * Takes up every message whose time has come: retries, what waited for its turn, and sends whose process died. While
 * some are under way it goes on looking for more, so that one that hangs holds up no other. Safe to run many at once.
 */
export async function sendDueMessages(owner: MessageOwner): Promise<{ taken: number }> {
  const end = Date.now() + policy.messages.roundSeconds * 1_000
  const running = new Set<Promise<void>>()
  let taken = 0
  while (Date.now() < end) {
    const room = { codes: Math.max(0, codesAtOnce - running.size), ...roomLeft() }
    const claims = room.codes + room.messages > 0 ? await asSystem((tx) => claimDueMessages(tx, room)) : []
    taken += claims.length
    for (const claim of claims) {
      const work = takeUp(claim, owner).finally(() => running.delete(work))
      running.add(work)
    }
    if (claims.length > 0) continue
    if (running.size === 0) break
    await Promise.race([...running, sleep(pausesMilliseconds)])
  }
  await Promise.all(running)
  await asSystem((tx) => forgetPaces(tx, forgottenAtOnce))
  return { taken }
}
