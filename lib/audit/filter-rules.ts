import { actionsOf } from '@/lib/audit/action-schema'
import type { AuditFilter } from '@/lib/audit/schema'

const dayMilliseconds = 86_400_000

/** The filter as the rows have it. */
export function conditionsOf({ actor, group, target, mode, from, until }: AuditFilter) {
  return {
    actorId: actor,
    actions: group && actionsOf(group),
    targetId: target,
    mode,
    from: from === undefined ? undefined : new Date(from),
    until: until === undefined ? undefined : new Date(new Date(until).getTime() + dayMilliseconds),
  }
}
