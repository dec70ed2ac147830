import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { presentApiKey } from '@/lib/keys/present'
import type { ApiKeyObject } from '@/lib/keys/schema'
import { markRevoked } from '@/lib/keys/store'

/** From a second after the commit on, no process accepts the key any more. Throws `not_found`. */
export async function revokeApiKey(ctx: Ctx, { id }: { id: string }): Promise<ApiKeyObject> {
  requirePerson(ctx, 'keys.write')
  const uuid = fromTypeId('key', id)
  const row = uuid && (await withTenant(ctx, (tx) => markRevoked(tx, uuid)))
  if (!row) throw new AppError('not_found')
  return presentApiKey(row)
}
