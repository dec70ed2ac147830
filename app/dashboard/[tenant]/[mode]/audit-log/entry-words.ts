import { shortenId } from '@/components/id-text'
import { nameOf } from '@/lib/audit/name-of'
import type { AuditEntry } from '@/lib/audit/schema'

export type Names = ReadonlyMap<string, string>

export function whoDid(actor: AuditEntry['actor'], names: Names): string {
  return nameOf(actor, names) ?? shortenId(actor.id)
}

/** What it was done to: by its id, or, where there is but one of a kind, by what it is. */
export function targetWords({ type, id }: AuditEntry['target']): string {
  return id.includes('_') ? shortenId(id) : type.replaceAll('_', ' ')
}

export const modeWords = { live: 'Live', test: 'Test', neither: 'Neither' } as const

export function whenWords({ from, until }: { from?: string | undefined; until?: string | undefined }) {
  if (from && until) return from === until ? dayOf(from) : `${dayOf(from)} to ${dayOf(until)}`
  if (from) return `since ${dayOf(from)}`
  return until && `until ${dayOf(until)}`
}

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

function dayOf(date: string): string {
  return day.format(new Date(date))
}
