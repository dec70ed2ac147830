import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { requirePermission } from '@/lib/core/permissions'
import { presentApiKeys } from '@/lib/keys/present'
import type { ApiKeyObject } from '@/lib/keys/schema'
import { selectApiKeys } from '@/lib/keys/store'

/** The keys of the context's mode, newest first, those that have ended included. */
export async function listApiKeys(ctx: Ctx): Promise<ApiKeyObject[]> {
  requirePermission(ctx, 'keys.read')
  return presentApiKeys(await withTenant(ctx, selectApiKeys))
}
