import type { ChainEntry, Position } from '@/lib/audit/chain-schema'
import { chainHash } from '@/lib/audit/rules'
import type { ChainFault } from '@/lib/audit/schema'

/** Where the entry is the next one after this position, the position that it leads to; else null. */
export function nextPosition(at: Position, entry: ChainEntry): Position | null {
  const isNext =
    entry.seq === at.seq + 1 && entry.previousHash === at.hash && chainHash(at.hash, entry) === entry.hash
  return isNext ? { seq: entry.seq, hash: entry.hash } : null
}

/** So many places a row may have been moved by, and is still recognised. */
const reach = 20_000

type Break = {
  /** The last position that holds, and the one before it. */
  at: Position
  before: Position | null
  /** The entries from there on, beginning with the one that does not follow. */
  rest: AsyncIterable<ChainEntry>
}

/**
 * What became of the first entry that does not follow. A hash tells where an entry was when it was written: whoever
 * moved it without computing its hash anew has left it saying so.
 */
export async function explainBreak({ at, before, rest }: Break): Promise<ChainFault> {
  const expected = at.seq + 1
  const seen: ChainEntry[] = []
  for await (const entry of rest) {
    seen.push(entry)
    if (seen.length >= reach || (seen.length > 1 && isTrue(entry, expected, at.hash))) break
  }
  const [broken] = seen
  if (!broken) return fault(expected, 'cut_off', `#${expected} and what followed are gone.`)
  if (broken.seq < expected)
    return fault(broken.seq, 'inserted', `#${broken.seq} was put in before the first entry.`)
  const own = seen.find((entry) => isTrue(entry, expected, at.hash))
  if (own) return whoTookThePlace(broken, own, expected)
  if (broken.seq !== expected)
    return fault(expected, 'deleted', `${range(expected, broken.seq - 1)} missing.`)
  return whatChanged({ at, before, broken, seen })
}

/** The true entry is there, under another number. */
function whoTookThePlace(broken: ChainEntry, own: ChainEntry, expected: number): ChainFault {
  if (broken.seq !== expected || isTrue(broken, own.seq, broken.previousHash))
    return fault(expected, 'moved', placesOf(broken, own, expected))
  if (own.seq === expected + 1)
    return fault(expected, 'inserted', `#${expected} was put in; the entries after it were pushed on.`)
  return fault(expected, 'moved', `What was #${expected} stands at #${own.seq}.`)
}

function placesOf(broken: ChainEntry, own: ChainEntry, expected: number): string {
  return broken.seq === expected
    ? `#${expected} and #${own.seq} changed places.`
    : `What was #${expected} stands at #${own.seq}.`
}

function whatChanged({ at, before, broken, seen }: Omit<Break, 'rest'> & Rest): ChainFault {
  const expected = broken.seq
  if (before && isTrue(broken, expected - 1, before.hash))
    return fault(at.seq, 'inserted', `#${at.seq} was put in; the entries after it were pushed on.`)
  if (at.seq > 0 && isTrue(broken, expected, broken.previousHash))
    return fault(at.seq, 'edited', `#${at.seq} was changed and its hash computed anew; #${expected} tells.`)
  const cut = findShift(broken, expected)
  if (cut > 0)
    return fault(
      expected,
      'deleted',
      `${range(expected, expected + cut - 1)} missing, and the entries after moved up.`,
    )
  const twin = seen.find((other) => other.seq !== expected && isWordOf(broken, other))
  if (twin) return fault(expected, 'moved', `#${expected} says what #${twin.seq} said.`)
  return fault(expected, 'edited', `#${expected}: ${partOf(at, broken)} was changed.`)
}

type Rest = { broken: ChainEntry; seen: ChainEntry[] }

function partOf(at: Position, broken: ChainEntry): string {
  if (chainHash(at.hash, broken) === broken.hash) return 'the hash of the entry before it'
  return 'what it says, or its hash,'
}

/** By how many places it was moved towards the beginning; 0 when it was not. */
function findShift(entry: ChainEntry, seq: number): number {
  for (let by = 1; by <= reach; by++) if (isTrue(entry, seq + by, entry.previousHash)) return by
  return 0
}

/** Whether this is the entry that was written under that number, after that hash. */
function isTrue(entry: ChainEntry, seq: number, previousHash: string): boolean {
  return entry.previousHash === previousHash && chainHash(previousHash, { ...entry, seq }) === entry.hash
}

/** Whether one says what the hash of the other is of. */
function isWordOf(entry: ChainEntry, place: ChainEntry): boolean {
  return chainHash(place.previousHash, { ...entry, seq: place.seq }) === place.hash
}

export function fault(seq: number, kind: ChainFault['kind'], detail: string): ChainFault {
  return { seq, kind, detail }
}

function range(first: number, last: number): string {
  return first === last ? `#${first} is` : `#${first} to #${last} are`
}
