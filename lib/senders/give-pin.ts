import type { Ctx } from '@/lib/core/context'
import type { ConnectionObject } from '@/lib/senders/connection-schema'
import { sealFor } from '@/lib/senders/connection-work'
import { goOn } from '@/lib/senders/go-on'

/** The two-step PIN that the number has already. Throws `not_found` and `state_conflict`. */
export function givePin(ctx: Ctx, { id, pin }: { id: string; pin: string }): Promise<ConnectionObject> {
  return goOn(ctx, id, (row) => {
    const waits = row.endedAt === null && row.status === 'needs_you' && row.outcome === 'pin_needed'
    if (!waits) return { refusal: 'This connection does not ask for a PIN.' }
    return { change: { pinSealed: sealFor(ctx, row.id, 'pin', pin) } }
  })
}
