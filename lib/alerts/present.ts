import { findRule } from '@/lib/alerts/rule-schema'
import { isUuid } from '@/lib/alerts/rules'
import { type AlertObject, manySubjects, SignalFacts, type SubjectKind } from '@/lib/alerts/schema'
import type { AlertRow } from '@/lib/alerts/store'
import { type IdKind, toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'

export function presentAlert(row: AlertRow): AlertObject {
  const rule = findRule(row.rule)
  return {
    object: 'alert',
    id: toTypeId('alert', row.id),
    rule: row.rule,
    severity: row.severity,
    state: row.acknowledgedAt ? 'acknowledged' : 'open',
    title: rule?.title ?? row.rule,
    subject: presentSubject(rule?.about ?? 'place', row),
    facts: SignalFacts.catch({}).parse(row.facts),
    count: row.count,
    first_seen_at: toTimestamp(row.createdAt),
    last_seen_at: toTimestamp(row.lastSeenAt),
    acknowledged_at: toTimestamp(row.acknowledgedAt),
    acknowledged_by: row.acknowledgedBy && toTypeId('user', row.acknowledgedBy),
  }
}

const idKinds: Partial<Record<SubjectKind, IdKind>> = {
  user: 'user',
  key: 'key',
  endpoint: 'endpoint',
  workspace: 'tenant',
}

/** A rule about people also tells of addresses, and of accounts that nobody has, by a pseudonym. */
function presentSubject(about: SubjectKind, { tenantId, subject }: AlertRow): AlertObject['subject'] {
  if (subject === manySubjects) return { kind: 'many', id: subject }
  if (subject === tenantId) return { kind: 'workspace', id: toTypeId('tenant', subject) }
  const kind = idKinds[about]
  if (kind && isUuid(subject)) return { kind: about, id: toTypeId(kind, subject) }
  if (subject.includes('/') && about === 'user') return { kind: 'network', id: subject }
  return { kind: about === 'user' ? 'place' : about, id: subject }
}
