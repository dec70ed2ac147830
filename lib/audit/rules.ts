import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Said } from '@/lib/audit/chain-schema'
import type { ActorType } from '@/lib/audit/schema'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'

/** The hash that an entry has in its chain: over the one before and the canonical JSON (RFC 8785) of what it says. */
export function chainHash(previousHash: string, said: Said): string {
  return createHash('sha256').update(previousHash).update(canonicalText(said)).digest('hex')
}

/** In the words of the export, so that whoever holds one can compute the same. */
export function canonicalText(said: Said): string {
  const text = canonicalize({
    tenant_id: toTypeId('tenant', said.tenantId),
    seq: said.seq,
    id: toTypeId('auditEntry', said.id),
    happened_at: toTimestamp(said.happenedAt),
    action: said.action,
    actor_type: said.actorType,
    actor_id: said.actorId,
    target_type: said.targetType,
    target_id: said.targetId,
    mode: said.entryMode,
    before: said.before ?? null,
    after: said.after ?? null,
    request_id: toTypeId('request', said.requestId),
    address_hash: said.addressHash,
  })
  if (text === undefined) throw new Error('An entry of the audit log says nothing.')
  return text
}

/**
 * The value as Postgres gives it back: JSON alone, and no text that it cannot hold. Where there is no object, null.
 * What is hashed is this, and so stays the same however often it is read.
 */
export function storable(value: Record<string, unknown> | undefined): unknown {
  return value === undefined ? null : clean(JSON.parse(JSON.stringify(value)))
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [cleanText(name), clean(member)]))
}

const unstorable = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

export function cleanText(text: string): string {
  return text.replaceAll(unstorable, '\ufffd')
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** How an actor is named in the log: by their public id, or a job by its name. */
export function actorIdOf(type: ActorType, id: string): string {
  if (!uuid.test(id)) return cleanText(id)
  return toTypeId(type === 'api_key' ? 'key' : 'user', id)
}
