import { type Client, Pool } from 'undici'
import { policy } from '@/lib/core/policy'
import { CuttableClient } from '@/lib/gateways/outbound-client'
import { type Guard, makeConnector } from '@/lib/gateways/outbound-connect'

type Kept = { pool: Pool; madeAt: number; usedAt: number }

export type Pools = {
  for: (origin: string) => Pool
  close: () => Promise<void>
}

/**
 * The kept connections: a pool an origin, the least lately used first. However many origins there are, so many pools
 * are kept; one that goes finishes what it has begun.
 */
export function makePools(guard: Guard): Pools {
  const { origins, connectionsPerOrigin, ...limits } = policy.webhooks.outbound
  const connect = makeConnector(guard)
  const kept = new Map<string, Kept>()

  function drop(origin: string, { pool }: Kept) {
    kept.delete(origin)
    void pool.close()
  }

  function makeRoom(now: number) {
    for (const [origin, entry] of kept) {
      const isUnused = now - entry.usedAt > limits.longestIdleMilliseconds
      if (!isUnused && kept.size < origins) return
      drop(origin, entry)
    }
  }

  function make(origin: string, now: number): Kept {
    makeRoom(now)
    const pool = new Pool(origin, {
      connect,
      factory: (to: URL, options: Client.Options) => new CuttableClient(to, options),
      connections: connectionsPerOrigin,
      pipelining: 1,
      allowH2: false,
      keepAliveTimeout: limits.idleMilliseconds,
      keepAliveMaxTimeout: limits.longestIdleMilliseconds,
      maxHeaderSize: limits.headerBytes,
      // Each exchange has one clock of its own, which is shorter.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    return { pool, madeAt: now, usedAt: now }
  }

  return {
    for: (origin) => {
      const now = performance.now()
      const found = kept.get(origin)
      const isOld = found !== undefined && now - found.madeAt > limits.renewSeconds * 1_000
      if (isOld) drop(origin, found)
      const entry = found && !isOld ? found : make(origin, now)
      entry.usedAt = now
      // To the end of the map's order.
      kept.delete(origin)
      kept.set(origin, entry)
      return entry.pool
    },
    close: async () => {
      const pools = [...kept.values()].map(({ pool }) => pool)
      kept.clear()
      await Promise.all(pools.map((pool) => pool.destroy()))
    },
  }
}
