import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { ApiKeyObject } from '@/lib/keys/schema'
import { presentApiKey, selectApiKeys } from '@/lib/keys/store'

/** The keys of the context's mode, newest first, revoked ones included. */
export async function listApiKeys(ctx: Ctx): Promise<ApiKeyObject[]> {
  const rows = await withTenant(ctx, selectApiKeys)
  return rows.map(presentApiKey)
}
