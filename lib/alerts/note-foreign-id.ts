import { countSignal } from '@/lib/alerts/count-signal'
import { isId } from '@/lib/alerts/rules'
import type { Ctx } from '@/lib/core/context'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'

type Asked = { since: number; ids: Set<string> }
const { keys, idsPerKey } = policy.alerts.foreignIds
const windowMilliseconds = policy.alerts.rules.foreignIds.windowSeconds * 1_000

/**
 * Counts an id that a key asked for and that is not there, each once in a window: who polls for one that has gone is
 * no thief, who goes through many may be. Whether they are another's is not looked up, for that costs a query.
 */
export function noteForeignId({ tenantId, actor }: Ctx, id: string | undefined): void {
  if (actor.type !== 'api_key' || id === undefined || !isId(id)) return
  const { ids } = askedBy(actor.id)
  if (ids.has(id) || ids.size >= idsPerKey) return
  ids.add(id)
  countSignal({ tenantId, kind: 'foreign_ids', subject: actor.id })
}

function askedBy(keyId: string): Asked {
  const book = oncePerProcess('foreign-ids', () => new Map<string, Asked>())
  const now = performance.now()
  const known = book.get(keyId)
  if (known && now - known.since < windowMilliseconds) return known
  if (!known && book.size >= keys) book.clear()
  const fresh = { since: now, ids: new Set<string>() }
  book.set(keyId, fresh)
  return fresh
}
