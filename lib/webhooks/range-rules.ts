import { uuidFloor } from '@/lib/core/ids'

/** Clocks differ a little; an id may be that much older or younger than its row. */
const skewMilliseconds = 60_000

export type Range = { createdAfter?: Date; createdBefore?: Date; fromId?: string; toId?: string }

/**
 * A stretch of time, and the ids that rows made in it can have: these tell where an index begins and ends, and which
 * partitions need not be looked into.
 */
export function rangeOf({
  createdAfter,
  createdBefore,
}: {
  createdAfter?: string
  createdBefore?: string
}): Range {
  return {
    ...(createdAfter
      ? { createdAfter: new Date(createdAfter), fromId: firstId(new Date(createdAfter)) }
      : {}),
    ...(createdBefore
      ? {
          createdBefore: new Date(createdBefore),
          toId: idAt(new Date(createdBefore).getTime() + skewMilliseconds),
        }
      : {}),
  }
}

/** No row made at this instant or later has a smaller one. */
export function firstId(instant: Date): string {
  return idAt(instant.getTime() - skewMilliseconds)
}

/** Ids begin in 1970 and end in 10889; what is before or after is taken for the first or the last. */
function idAt(milliseconds: number): string {
  return uuidFloor(new Date(Math.min(Math.max(milliseconds, 0), 2 ** 48 - 1)))
}
