import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { apiKeyRecord, generateApiKey } from '@/lib/core/api-key'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { scopePresets } from '@/lib/core/scopes'
import { requireKeyManager } from '@/lib/keys/require-key-manager'
import type { CreateApiKeyInput, CreatedApiKey } from '@/lib/keys/schema'
import { countLiveKeys, insertApiKey, presentApiKey } from '@/lib/keys/store'

/** Makes a key of the context's mode. The answer is the only place where the whole key is ever seen. */
export async function createApiKey(
  ctx: Ctx,
  { name, preset }: z.output<typeof CreateApiKeyInput>,
): Promise<CreatedApiKey> {
  const user = requireKeyManager(ctx)
  const key = generateApiKey(ctx.mode)
  const { hash, prefix, lastFour } = apiKeyRecord(key)
  const row = await withTenant(ctx, async (tx) => {
    if ((await countLiveKeys(tx)) >= policy.keys.activePerMode)
      throw new AppError('state_conflict', {
        detail: `There are ${policy.keys.activePerMode} active keys; revoke one first.`,
      })
    return insertApiKey(tx, {
      id: newUuid(),
      name,
      keyHash: hash,
      keyPrefix: prefix,
      lastFour,
      scopes: [...scopePresets[preset]],
      createdBy: user.id,
    })
  })
  return { ...presentApiKey(row), key }
}
