import type { TenantTx } from '@/db/tenant'
import { personKey } from '@/lib/contacts/schema'
import { toTimestamp } from '@/lib/core/time'
import type { WindowObject } from '@/lib/messages/list-schema'
import { type ReadWindow, selectWindows } from '@/lib/messages/list-store'
import type { MessageRow } from '@/lib/messages/store'
import { isWindowOpen, windowEnd } from '@/lib/messages/window-rules'

type WindowOf = (row: Pick<MessageRow, 'senderId' | 'phone' | 'bsuid'>) => WindowObject | null
const never: WindowObject = { open: false, expires_at: null }

/** The window that each of these messages belongs to, in one question; null where no number of ours is in it. */
export async function findWindows(tx: TenantTx, rows: MessageRow[]): Promise<WindowOf> {
  const senderIds = [...new Set(rows.flatMap(({ senderId }) => senderId ?? []))]
  const people = [...new Set(rows.flatMap(peopleOf))]
  const found = await selectWindows(tx, senderIds, people)
  return (row) => {
    if (row.senderId === null || peopleOf(row).length === 0) return null
    const own = found.filter(
      ({ senderId, person }) => senderId === row.senderId && peopleOf(row).includes(person),
    )
    return latestWindow(own)
  }
}

/** Somebody who was known by a user id first, and by a number later, may have written as either. */
export function latestWindow(windows: Pick<ReadWindow, 'lastInboundAt' | 'now'>[]): WindowObject {
  const [latest] = windows
    .filter(({ lastInboundAt }) => lastInboundAt !== null)
    .sort((left, right) => Number(right.lastInboundAt) - Number(left.lastInboundAt))
  if (!latest) return never
  const { lastInboundAt, now } = latest
  return { open: isWindowOpen(lastInboundAt, now), expires_at: toTimestamp(windowEnd(lastInboundAt)) }
}

/** The keys under which the conversations of this person stand. */
export function peopleOf({ phone, bsuid }: Pick<MessageRow, 'phone' | 'bsuid'>): string[] {
  return [
    phone === null ? [] : personKey({ phone, bsuid: null }),
    bsuid === null ? [] : personKey({ phone: null, bsuid }),
  ].flat()
}
