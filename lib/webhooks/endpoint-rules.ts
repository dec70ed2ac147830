import type { DisabledReason } from '@/lib/core/statuses'

/** What of an endpoint can be told in the audit log: all but the values of its headers. */
export type Told = {
  url: string
  events: string[]
  description: string
  enabled: boolean
  rate_per_second: number | null
  header_names: string[]
}

type Row = {
  url: string
  eventTypes: string[] | null
  description: string
  enabled: boolean
  ratePerSecond: number | null
  headerNames: string[]
  disabledReason?: DisabledReason | null
}

/** Null is all of them, also those that are added later. */
export function storedEvents(events: readonly string[]): string[] | null {
  return events.includes('*') ? null : [...events]
}

/** The audit log cannot be erased, and a query is where people put tokens. */
export function toldOf({ url, eventTypes, ...row }: Row): Told {
  return {
    url: url.replace(/\?.+$/, '?…'),
    events: eventTypes ?? ['*'],
    description: row.description,
    enabled: row.enabled,
    rate_per_second: row.ratePerSecond,
    header_names: row.headerNames,
  }
}

/** The members that differ, before and after. */
export function differences(
  before: Told,
  after: Told,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const old: Record<string, unknown> = { ...before }
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name]),
  )
  return {
    before: Object.fromEntries(changed.map(([name]) => [name, old[name]])),
    after: Object.fromEntries(changed),
  }
}
