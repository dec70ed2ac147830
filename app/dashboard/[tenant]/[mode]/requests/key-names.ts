import type { Ctx } from '@/lib/core/context'
import { listApiKeys } from '@/lib/keys/list'
import type { KeyNames } from './request-words'

/** Revoked keys too: their calls are still in the log. */
export async function keyNames(ctx: Ctx): Promise<KeyNames> {
  const keys = await listApiKeys(ctx)
  return new Map(keys.map(({ id, name }) => [id, name]))
}
