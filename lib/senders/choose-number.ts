import type { Ctx } from '@/lib/core/context'
import type { ConnectionObject } from '@/lib/senders/connection-schema'
import { factsOf } from '@/lib/senders/connection-work'
import { goOn } from '@/lib/senders/go-on'

type Input = { id: string; phoneNumberId: string }

/** One of the numbers that Meta lists for the account. Throws `not_found` and `state_conflict`. */
export function chooseNumber(ctx: Ctx, { id, phoneNumberId }: Input): Promise<ConnectionObject> {
  return goOn(ctx, id, (row) => {
    const waits = row.endedAt === null && row.status === 'needs_you' && row.outcome === 'choose_number'
    if (!waits) return { refusal: 'This connection does not ask for a number.' }
    const isListed = (factsOf(row).numbers ?? []).some((number) => number.id === phoneNumberId)
    if (!isListed) return { refusal: 'The account has no such number.' }
    return { change: { phoneNumberId } }
  })
}
