import { asSystem } from '@/db/tenant'
import type { Signal } from '@/lib/alerts/schema'
import { addCounts, type CountedSignal } from '@/lib/alerts/system'
import { runAtStop, runInBackground } from '@/lib/core/background'
import { platformId } from '@/lib/core/ids'
import { log } from '@/lib/core/log'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'

const { flushMilliseconds, subjects } = policy.alerts.counts

type Book = { counts: Map<string, CountedSignal>; isTimed: boolean; dropped: number }

function book(): Book {
  return oncePerProcess('signal-counts', () => {
    runAtStop('signal-counts', flushSignals)
    return { counts: new Map(), isTimed: false, dropped: 0 }
  })
}

/**
 * Counts something of which a storm may come. It costs its caller a look into a map: the database hears of it within
 * a second, once for all that happened meanwhile, and however much that was.
 */
export function countSignal(
  { tenantId = platformId, kind, subject }: Omit<Signal, 'facts'>,
  times = 1,
): void {
  const own = book()
  const key = `${tenantId} ${kind} ${subject}`
  const known = own.counts.get(key)
  if (known) known.count += times
  else if (own.counts.size < subjects) own.counts.set(key, { tenantId, kind, subject, count: times })
  else own.dropped++
  flushLater(own)
}

function flushLater(own: Book): void {
  if (own.isTimed) return
  own.isTimed = true
  setTimeout(() => {
    own.isTimed = false
    runInBackground(flushSignals)
  }, flushMilliseconds).unref()
}

/** Writes what was counted. What could not be written is kept for the next time, as far as there is room. */
export async function flushSignals(): Promise<void> {
  const own = book()
  const rows = [...own.counts.values()]
  if (rows.length === 0) return
  own.counts.clear()
  if (own.dropped > 0) log.warn('signals were not counted', { dropped: own.dropped })
  own.dropped = 0
  try {
    await asSystem((tx) => addCounts(tx, rows))
  } catch (error) {
    log.warn('signals could not be written', { subjects: rows.length, err: error })
    for (const { count, ...signal } of rows) countAgain(own, { ...signal, count })
    flushLater(own)
  }
}

function countAgain(own: Book, row: CountedSignal): void {
  const key = `${row.tenantId} ${row.kind} ${row.subject}`
  const known = own.counts.get(key)
  if (known) known.count += row.count
  else if (own.counts.size < subjects) own.counts.set(key, row)
  else own.dropped++
}
