import { findEmails } from '@/lib/auth/find-emails'
import { toTypeId } from '@/lib/core/ids'
import { scopes } from '@/lib/core/scopes'
import { toTimestamp } from '@/lib/core/time'
import { stateOf } from '@/lib/keys/rules'
import type { ApiKeyObject } from '@/lib/keys/schema'
import type { ApiKeyRow } from '@/lib/keys/store'

export async function presentApiKey(row: ApiKeyRow): Promise<ApiKeyObject> {
  return present(row, await findEmails(authorsOf([row])))
}

export async function presentApiKeys(rows: ApiKeyRow[]): Promise<ApiKeyObject[]> {
  const emails = await findEmails(authorsOf(rows))
  return rows.map((row) => present(row, emails))
}

function authorsOf(rows: ApiKeyRow[]): string[] {
  return [...new Set(rows.flatMap(({ createdBy }) => createdBy ?? []))]
}

function present(row: ApiKeyRow, emails: ReadonlyMap<string, string>): ApiKeyObject {
  const { createdBy, lastUsedAt } = row
  return {
    object: 'api_key',
    id: toTypeId('key', row.id),
    name: row.name,
    mode: row.mode,
    prefix: row.keyPrefix,
    last_four: row.lastFour,
    scopes: scopes.filter((scope) => row.scopes.includes(scope)),
    allowed_addresses: row.allowedAddresses,
    sender_id: row.senderId && toTypeId('sender', row.senderId),
    state: stateOf(row),
    expires_at: toTimestamp(row.expiresAt),
    last_used: lastUsedAt && {
      at: toTimestamp(lastUsedAt),
      address: row.lastUsedAddress,
      agent: row.lastUsedAgent,
    },
    rotated_from: row.rotatedFrom && toTypeId('key', row.rotatedFrom),
    created_by: createdBy ? { id: toTypeId('user', createdBy), email: emails.get(createdBy) ?? null } : null,
    revoked_at: toTimestamp(row.revokedAt),
    created_at: toTimestamp(row.createdAt),
  }
}
