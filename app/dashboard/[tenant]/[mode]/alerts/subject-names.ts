import type { SubjectNames } from '@/components/alerts/alert-subject'
import type { AlertObject } from '@/lib/alerts/schema'
import { findEmails } from '@/lib/auth/find-emails'
import type { Ctx } from '@/lib/core/context'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { may } from '@/lib/core/permissions'
import { listApiKeys } from '@/lib/keys/list'

/** Alerts themselves hold no names; those who look at them here are colleagues, who see them on other pages as well. */
export async function subjectNames(ctx: Ctx, alerts: readonly AlertObject[]): Promise<SubjectNames> {
  const people = alerts.flatMap(({ subject, acknowledged_by }) =>
    [subject.id, acknowledged_by].flatMap((id) => (id && fromTypeId('user', id)) || []),
  )
  const maySeeKeys = ctx.actor.type === 'user' && may(ctx.actor.role, 'keys.read')
  const [emails, keys] = await Promise.all([
    findEmails([...new Set(people)]),
    maySeeKeys && alerts.some(({ subject }) => subject.kind === 'key') ? listApiKeys(ctx) : [],
  ])
  return new Map([
    ...[...emails].map(([id, email]) => [toTypeId('user', id), email] as const),
    ...keys.map(({ id, name }) => [id, name] as const),
  ])
}
