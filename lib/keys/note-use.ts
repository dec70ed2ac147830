import { callAsSystem } from '@/db/tenant'
import { runAtStop } from '@/lib/core/background'
import type { Defer } from '@/lib/core/context'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'
import { type KeyUse, makeUseBook, type NotedUse } from '@/lib/keys/use-book'

const book = oncePerProcess('key-uses', () => {
  const made = makeUseBook(writeKeyUses, policy.keys.lastUsedSeconds * 1_000)
  runAtStop('key-uses', made.flush)
  return made
})

/** Costs the request nothing that can be seen: the database hears of it later, and once for many. */
export function noteKeyUse(defer: Defer, use: KeyUse): void {
  book.note(defer, { ...use, agent: use.agent.slice(0, policy.keys.agentLength) })
}

/** The database's clock says when a use was, from how long ago it was by ours. */
export async function writeKeyUses(uses: NotedUse[]): Promise<void> {
  const now = performance.now()
  await callAsSystem('touch_api_keys', [
    uses.map(({ tenantId }) => tenantId),
    uses.map(({ keyId }) => keyId),
    uses.map(({ at }) => String(now - at)),
    uses.map(({ address }) => address),
    uses.map(({ agent }) => agent),
  ])
}
