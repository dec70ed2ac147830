import { green, red } from '../lib/progress'
import type { Fates } from './follow-up'
import { isAround, type Outage } from './kill'
import type { Arrivals } from './phones'
import type { Sent } from './send'
import type { Stored } from './stored'

export interface Findings {
  sent: readonly Sent[]
  outages: readonly Outage[]
  fates: Fates
  arrivals: Arrivals
  stored: Stored
}

/** Says what was found, promise by promise. Answers whether all of them were kept. */
export function judge({ sent, outages, fates, arrivals, stored }: Findings): boolean {
  const accepted = sent.filter(({ status }) => status === 202)
  const broken = sent.filter(({ status }) => status === undefined)
  const down = sent.filter(({ status }) => status === 503)
  const ends = [...fates.final].map(([status, count]) => `${count} ${status}`).join(', ')
  console.log(`
  ${sent.length} sends: ${accepted.length} accepted, ${broken.length} without an answer, ${down.length} answered 503
  ${outages.length} kills; ${stored.otps} OTPs stored, ${arrivals.messages} messages at the phones; in the end ${ends}
`)
  const kept = [
    promise('Every accepted OTP is stored', fates.lost),
    promise('Every accepted OTP reached its end', fates.unfinished),
    promise('No code was sent under two ids', arrivals.duplicates),
    promise('No phone has two OTPs that wait', stored.doublyPending),
    promise('No message was left waiting', stored.waiting > 0 ? [`${stored.waiting} messages`] : []),
    promise(
      'No answer but 202, and 503 around a kill',
      sent.filter((one) => isFault(one, outages)).map(wordsOf),
    ),
    promise(
      'Connections broke around the kills alone',
      broken.filter(({ at }) => !isAround(outages, at)).map(wordsOf),
    ),
  ]
  return kept.every((isKept) => isKept)
}

function isFault({ status, at }: Sent, outages: readonly Outage[]): boolean {
  if (status === undefined || status === 202) return false
  return status !== 503 || !isAround(outages, at)
}

function wordsOf({ to, at, status, words }: Sent): string {
  return `${new Date(at).toISOString()} ${to}: ${status ?? 'no answer'} ${words ?? ''}`
}

const mostShown = 5

function promise(name: string, exceptions: readonly string[]): boolean {
  console.log(`  ${exceptions.length === 0 ? green('✓') : red('✗')} ${name}`)
  for (const words of exceptions.slice(0, mostShown)) console.log(`      ${words}`)
  if (exceptions.length > mostShown) console.log(`      … and ${exceptions.length - mostShown} more`)
  return exceptions.length === 0
}
