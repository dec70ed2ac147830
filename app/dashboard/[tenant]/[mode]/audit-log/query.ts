import { z } from 'zod'
import { firstValue, newerPlace, olderPlace, pageFields, setPlace } from '@/components/list/page-trail'
import { AuditFilter } from '@/lib/audit/schema'

const { actor, group, target, mode, from, until } = AuditFilter.shape

/** What the URL of the log says. What it cannot mean is left out. */
export const AuditQuery = z.object({
  actor: firstValue.pipe(actor.catch(undefined)),
  group: firstValue.pipe(group.catch(undefined)),
  target: firstValue.transform((text) => text?.trim() || undefined).pipe(target.catch(undefined)),
  in: firstValue.pipe(mode.catch(undefined)),
  from: firstValue.pipe(from.catch(undefined)),
  until: firstValue.pipe(until.catch(undefined)),
  ...pageFields,
})
export type AuditQuery = z.output<typeof AuditQuery>

export const filterNames = ['actor', 'group', 'target', 'in', 'from', 'until'] as const
export const noFilters = {
  actor: undefined,
  group: undefined,
  target: undefined,
  in: undefined,
  from: undefined,
  until: undefined,
} satisfies Partial<AuditQuery>

/** What the verbs are asked. */
export function filterOf(query: AuditQuery): AuditFilter {
  return {
    actor: query.actor,
    group: query.group,
    target: query.target,
    mode: query.in,
    from: query.from,
    until: query.until,
  }
}

/** The address of the same list with something changed; what changes the filter starts at the newest page. */
export function auditHref(base: string, query: AuditQuery, change: Partial<AuditQuery>): string {
  const next = { ...query, ...change }
  const search = new URLSearchParams()
  for (const name of filterNames) if (next[name]) search.set(name, next[name])
  if (!filterNames.some((name) => name in change)) setPlace(search, next)
  const text = search.toString()
  return `${base}/audit-log${text ? `?${text}` : ''}`
}

export function pagesOf(base: string, query: AuditQuery, nextCursor: string | null) {
  const newer = newerPlace(query)
  return {
    newer: newer && auditHref(base, query, newer),
    older: nextCursor === null ? null : auditHref(base, query, olderPlace(query, nextCursor)),
  }
}
