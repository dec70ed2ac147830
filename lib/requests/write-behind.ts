import { setTimeout as pause } from 'node:timers/promises'
import { callAsSystem } from '@/db/tenant'
import { log } from '@/lib/core/log'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'

type Queue = {
  rows: string[]
  characters: number
  /** Given up since the last warning. */
  dropped: number
  /** The round that will write what is kept now, while there is one that has not begun to. */
  next: Promise<void> | null
  /** Begins the next round at once. */
  hurry: () => void
  /** Rounds write one after the other: a database that is slow gets larger batches, not more of them. */
  writing: Promise<void>
}

const { batch, memory } = policy.requestLog

/** One a process: Next's bundle has a copy of this module, and the two share the writing. */
function queue(): Queue {
  return oncePerProcess('request-log', () => newQueue())
}

function newQueue(): Queue {
  return { rows: [], characters: 0, dropped: 0, next: null, hurry: () => {}, writing: Promise.resolve() }
}

/** Takes a row as JSON text. Resolves when its batch is written, or could not be. */
export function keepForWriting(row: string, own: Queue = queue()): Promise<void> {
  own.rows.push(row)
  own.characters += row.length
  while (own.characters > memory.characters) dropOldest(own)
  own.next ??= nextRound(own, batch.milliseconds)
  if (own.rows.length >= batch.rows) own.hurry()
  return own.next
}

async function nextRound(own: Queue, milliseconds: number): Promise<void> {
  const hurried = new AbortController()
  own.hurry = () => hurried.abort()
  await pause(milliseconds, undefined, { signal: hurried.signal }).catch(() => {})
  await own.writing
  own.next = null
  own.writing = writeAll(own)
  await own.writing
}

async function writeAll(own: Queue): Promise<void> {
  for (let left = own.rows.length; left > 0 && own.rows.length > 0; left -= batch.rows) {
    const rows = own.rows.splice(0, batch.rows)
    own.characters -= lengthOf(rows)
    try {
      own.dropped += await write(rows)
    } catch (error) {
      putBack(own, rows)
      log.warn('the request log could not be written', { rows: own.rows.length, err: error })
      own.next ??= nextRound(own, memory.retryMilliseconds)
      break
    }
  }
  if (own.dropped === 0) return
  log.warn('calls are missing from the request log', { dropped: own.dropped })
  own.dropped = 0
}

/** How many rows the database will not have, whatever batch they come in. Throws when it may have them later. */
async function write(rows: string[]): Promise<number> {
  try {
    await callAsSystem('record_requests', [`[${rows.join(',')}]`])
    return 0
  } catch (error) {
    if (!isRefused(error)) throw error
    if (rows.length === 1) return 1
    const middle = rows.length >> 1
    return (await write(rows.slice(0, middle))) + (await write(rows.slice(middle)))
  }
}

/** Data exceptions and violated constraints: sent again, they would be refused again. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code))
}

function putBack(own: Queue, rows: string[]): void {
  own.rows.unshift(...rows)
  own.characters += lengthOf(rows)
  while (own.characters > memory.characters) dropOldest(own)
}

function dropOldest(own: Queue): void {
  own.characters -= own.rows.shift()?.length ?? own.characters
  own.dropped++
}

function lengthOf(rows: string[]): number {
  return rows.reduce((sum, row) => sum + row.length, 0)
}
