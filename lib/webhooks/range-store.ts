import { and, type Column, gte, lte, type SQL } from 'drizzle-orm'
import { uuidFloor } from '@/lib/core/ids'

/** Clocks differ a little; an id may be that much older or younger than its row. */
export const skewMilliseconds = 60_000

export type Range = { createdAfter?: Date; createdBefore?: Date }

/**
 * Rows made in a stretch of time. The id tells roughly when, and so where an index begins and ends, and which
 * partitions need not be looked into.
 */
export function madeWithin(
  { id, createdAt }: { id: Column; createdAt: Column },
  { createdAfter, createdBefore }: Range,
): SQL | undefined {
  return and(
    createdAfter ? gte(id, uuidFloor(shifted(createdAfter, -skewMilliseconds))) : undefined,
    createdBefore ? lte(id, uuidFloor(shifted(createdBefore, skewMilliseconds))) : undefined,
    createdAfter ? gte(createdAt, createdAfter) : undefined,
    createdBefore ? lte(createdAt, createdBefore) : undefined,
  )
}

/** Ids begin in 1970 and end in 10889; what is before or after is taken for the first or the last. */
function shifted(instant: Date, milliseconds: number): Date {
  return new Date(Math.min(Math.max(instant.getTime() + milliseconds, 0), 2 ** 48 - 1))
}
