import { withTenant } from '@/db/tenant'
import { findEmails } from '@/lib/auth/find-emails'
import { type Ctx, modes } from '@/lib/core/context'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { selectKeyNames } from '@/lib/keys/store'

/**
 * What those are called who acted in a tenant, by their public ids: people by their address, keys of both modes by
 * their name. Whoever is gone has none.
 */
export async function nameActors(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const uuidsOf = (kind: 'user' | 'key') => ids.flatMap((id) => fromTypeId(kind, id) ?? [])
  const names = new Map<string, string>()
  for (const [id, email] of await findEmails(uuidsOf('user'))) names.set(toTypeId('user', id), email)
  const keys = uuidsOf('key')
  if (keys.length === 0) return names
  for (const mode of modes)
    for (const { id, name } of await withTenant({ tenantId: ctx.tenantId, mode }, (tx) =>
      selectKeyNames(tx, keys),
    ))
      names.set(toTypeId('key', id), name)
  return names
}
