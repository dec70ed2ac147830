import { z } from 'zod'
import { callAsSystem } from '@/db/tenant'
import { type AddressList, compileAddressList } from '@/lib/core/address-list'
import { apiKeyRecord, isWellFormedApiKey } from '@/lib/core/api-key'
import { modes } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { plans, policy } from '@/lib/core/policy'

const KeyRow = z.object({
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
  expires_in_ms: z.number().nullable(),
})
export type KnownKey = z.infer<typeof KeyRow> & { allows: AddressList }

type Entry = { believedUntil: number; key: Promise<KnownKey | null>; wasValid: boolean }
const cache = oncePerProcess('api-keys', () => new Map<string, Entry>())
const cacheLimit = 10_000

/**
 * Whose key this is. Throws `api_key_invalid` in the same words for unknown, revoked, expired and mistyped keys,
 * and `tenant_suspended`. What was read is believed for half a second, so that a revocation counts within one, and
 * never beyond the key's own expiry.
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
  const known = cache.get(hash)
  if (known && now < known.believedUntil) return known.key
  if (cache.size >= cacheLimit) cache.clear()
  const entry: Entry = {
    believedUntil: now + policy.api.keyCacheMilliseconds,
    key: read(hash),
    wasValid: known?.wasValid ?? false,
  }
  cache.set(hash, entry)
  entry.key.then(
    (key) => {
      entry.wasValid = key !== null && !key.revoked
      if (!key || key.revoked || key.expires_in_ms === null) return
      // Counted from before the question was put, so that the belief ends no later than the key does.
      entry.believedUntil = Math.min(entry.believedUntil, now + key.expires_in_ms)
    },
    () => cache.delete(hash),
  )
  return entry.key
}

async function read(hash: string): Promise<KnownKey | null> {
  const [row] = await callAsSystem('find_api_key', [hash])
  if (!row) return null
  const key = KeyRow.parse(row)
  return { ...key, allows: compileAddressList(key.allowed_addresses) }
}
