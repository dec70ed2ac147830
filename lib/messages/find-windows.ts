import type { TenantTx } from '@/db/tenant'
import { personKey } from '@/lib/contacts/schema'
import type { Mode } from '@/lib/core/context'
import { magicNumber } from '@/lib/core/magic-numbers'
import { toTimestamp } from '@/lib/core/time'
import type { WindowObject } from '@/lib/messages/list-schema'
import { type ReadWindow, selectWindows } from '@/lib/messages/list-store'
import type { MessageRow } from '@/lib/messages/store'
import { isWindowOpen, windowEnd } from '@/lib/messages/window-rules'

type Person = Pick<MessageRow, 'phone' | 'bsuid'>
type Place = Person & Pick<MessageRow, 'mode' | 'senderId'>
type Written = Pick<ReadWindow, 'lastInboundAt' | 'now'>

/** The window that each of these messages belongs to, in one question; null where no number of ours is in it. */
export async function findWindows(
  tx: TenantTx,
  rows: readonly Place[],
): Promise<(row: Place) => WindowObject | null> {
  const senderIds = [...new Set(rows.flatMap(({ senderId }) => senderId ?? []))]
  const people = [...new Set(rows.flatMap(peopleOf))]
  const found = await selectWindows(tx, senderIds, people)
  return (row) => {
    const own = peopleOf(row)
    if (row.senderId === null || own.length === 0) return null
    const isOwn = ({ senderId, person }: ReadWindow) => senderId === row.senderId && own.includes(person)
    return windowOf(row.mode, row.phone, found.filter(isOwn))
  }
}

/**
 * Somebody who was known by a user id first, and by a number later, may have written as either: the latest counts. In
 * test mode nobody writes, and the window is open but for the number that is there to have it closed.
 */
export function windowOf(mode: Mode, phone: string | null, written: readonly Written[]): WindowObject {
  const [latest] = written
    .filter(({ lastInboundAt }) => lastInboundAt !== null)
    .sort((left, right) => Number(right.lastInboundAt) - Number(left.lastInboundAt))
  const open = latest !== undefined && isWindowOpen(latest.lastInboundAt, latest.now)
  const ends = latest ? toTimestamp(windowEnd(latest.lastInboundAt)) : null
  if (mode === 'test' && !open && isOpenToTests(phone)) return { open: true, expires_at: null }
  return { open, expires_at: ends }
}

function isOpenToTests(phone: string | null): boolean {
  const magic = magicNumber('test', phone ?? '')
  return !('windowClosed' in magic && magic.windowClosed)
}

/** The keys under which the conversations of this person stand. */
export function peopleOf({ phone, bsuid }: Person): string[] {
  return [
    phone === null ? [] : personKey({ phone, bsuid: null }),
    bsuid === null ? [] : personKey({ phone: null, bsuid }),
  ].flat()
}
