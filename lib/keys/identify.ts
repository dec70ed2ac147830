import { z } from 'zod'
import { callAsSystem } from '@/db/tenant'
import { apiKeyRecord, isWellFormedApiKey } from '@/lib/core/api-key'
import { modes } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { plans, policy } from '@/lib/core/policy'

const KnownKey = z.object({
  tenant_id: z.string(),
  mode: z.enum(modes),
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  revoked: z.boolean(),
  allowed_addresses: z.array(z.string()),
  sender_id: z.string().nullable(),
  tenant_status: z.enum(['active', 'suspended']),
  plan: z.enum(plans),
  default_locale: z.string(),
})
export type KnownKey = z.infer<typeof KnownKey>

type Entry = { readAt: number; key: Promise<KnownKey | null>; wasValid: boolean }
const cache = oncePerProcess('api-keys', () => new Map<string, Entry>())
const cacheLimit = 10_000

/**
 * Whose key this is. Throws `api_key_invalid` in the same words for unknown, revoked and mistyped keys, and
 * `tenant_suspended`. What was read is believed for half a second, so that a revocation counts within one.
 */
export async function identifyKey(key: string): Promise<KnownKey> {
  if (!isWellFormedApiKey(key)) throw new AppError('api_key_invalid')
  const known = await readThrough(apiKeyRecord(key).hash)
  if (!known || known.revoked) throw new AppError('api_key_invalid')
  if (known.tenant_status === 'suspended') throw new AppError('tenant_suspended')
  return known
}

/** Whether this process has known the key as valid: no proof, but whoever holds it does not guess. */
export function hasBeenValid(key: string): boolean {
  return cache.get(apiKeyRecord(key).hash)?.wasValid ?? false
}

/** Requests that arrive together share one read; a failed one is not remembered. */
function readThrough(hash: string): Promise<KnownKey | null> {
  const now = performance.now()
  const entry = cache.get(hash)
  if (entry && now - entry.readAt < policy.api.keyCacheMilliseconds) return entry.key
  if (cache.size >= cacheLimit) cache.clear()
  const key = read(hash)
  const fresh = { readAt: now, key, wasValid: entry?.wasValid ?? false }
  cache.set(hash, fresh)
  key.then(
    (known) => {
      fresh.wasValid = known !== null && !known.revoked
    },
    () => cache.delete(hash),
  )
  return key
}

async function read(hash: string): Promise<KnownKey | null> {
  const [row] = await callAsSystem('find_api_key', [hash])
  return row ? KnownKey.parse(row) : null
}
