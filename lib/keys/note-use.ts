import { callAsSystem } from '@/db/tenant'
import { runAtStop, runInBackground } from '@/lib/core/background'
import type { Defer } from '@/lib/core/context'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'

type Key = { tenant_id: string; id: string }
type Use = { address: string; agent: string }
type Pending = Use & { tenantId: string; id: string; at: number }

const state = oncePerProcess('key-uses', () => {
  runAtStop('key-uses', writeKeyUses)
  return { pending: new Map<string, Pending>(), writtenAt: Number.NEGATIVE_INFINITY, isTimed: false }
})

/**
 * Remembers the last use of a key, and writes it down behind the answer: at once after a quiet time, else together
 * with those of all other keys, so that however busy a key is, its row is written once in a while.
 */
export function noteKeyUse(defer: Defer, { tenant_id: tenantId, id }: Key, { address, agent }: Use): void {
  const now = performance.now()
  state.pending.set(id, { tenantId, id, at: now, address, agent: agent.slice(0, policy.keys.agentLength) })
  if (now >= state.writtenAt + interval) {
    state.writtenAt = now
    defer(writeKeyUses)
  } else writeLater()
}

const interval = policy.keys.lastUsedSeconds * 1_000

function writeLater(): void {
  if (state.isTimed) return
  state.isTimed = true
  const write = () => {
    state.isTimed = false
    state.writtenAt = performance.now()
    runInBackground(writeKeyUses)
  }
  setTimeout(write, Math.max(0, state.writtenAt + interval - performance.now())).unref()
}

/** Writes down what has been noted. What could not be written is tried again later. */
export async function writeKeyUses(): Promise<void> {
  const uses = [...state.pending.values()]
  if (uses.length === 0) return
  state.pending.clear()
  const now = performance.now()
  try {
    await callAsSystem('touch_api_keys', [
      uses.map(({ tenantId }) => tenantId),
      uses.map(({ id }) => id),
      uses.map(({ at }) => String(now - at)),
      uses.map(({ address }) => address),
      uses.map(({ agent }) => agent),
    ])
  } catch (error) {
    for (const use of uses) if (!state.pending.has(use.id)) state.pending.set(use.id, use)
    writeLater()
    throw error
  }
}
