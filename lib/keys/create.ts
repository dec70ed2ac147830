import type { z } from 'zod'
import { type TenantTx, withTenant } from '@/db/tenant'
import { apiKeyRecord, generateApiKey } from '@/lib/core/api-key'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError, type Fault } from '@/lib/core/errors'
import { fromTypeId, newUuid } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { scopePresets } from '@/lib/core/scopes'
import { requireStepUp } from '@/lib/core/step-up'
import { mailNewKey } from '@/lib/keys/mail-new-key'
import { presentApiKey } from '@/lib/keys/present'
import { accessOf, recordKey } from '@/lib/keys/record-key'
import { expiryFaults } from '@/lib/keys/rules'
import type { CreateApiKeyInput, CreatedApiKey } from '@/lib/keys/schema'
import { countUsableKeys, hasSender, insertApiKey, lockKeys, readClock } from '@/lib/keys/store'

type Input = CamelKeys<z.output<typeof CreateApiKeyInput>>

/**
 * Makes a key of the context's mode. The answer is the only place where the whole key is ever seen. Throws
 * `validation_failed` for an expiry out of range and for a sender that is not there, `step_up_required`, and
 * `state_conflict`.
 */
export async function createApiKey(ctx: Ctx, input: Input): Promise<CreatedApiKey> {
  const user = requirePerson(ctx, 'keys.write')
  requireStepUp(ctx)
  const { name, preset, allowedAddresses } = input
  const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt)
  const senderId = input.senderId === null ? null : fromTypeId('sender', input.senderId)
  const key = generateApiKey(ctx.mode)
  const { hash, prefix, lastFour } = apiKeyRecord(key)
  const row = await withTenant(ctx, async (tx) => {
    const faults = [
      ...expiryFaults(expiresAt, await readClock(tx)),
      ...(input.senderId === null ? [] : await senderFaults(tx, senderId)),
    ]
    if (faults.length > 0) throw new AppError('validation_failed', { faults })
    await lockKeys(tx)
    await requireRoom(tx)
    const made = await insertApiKey(tx, {
      id: newUuid(),
      name,
      keyHash: hash,
      keyPrefix: prefix,
      lastFour,
      scopes: [...new Set(preset === 'custom' ? input.scopes : scopePresets[preset])],
      allowedAddresses,
      senderId,
      expiresAt,
      createdBy: user.id,
    })
    await recordKey(ctx, tx, 'api_key.created', { id: made.id, change: { after: accessOf(made) } })
    return made
  })
  ctx.defer(() => mailNewKey(ctx, row))
  return { ...(await presentApiKey(row)), key }
}

async function senderFaults(tx: TenantTx, id: string | null): Promise<Fault[]> {
  if (id && (await hasSender(tx, id))) return []
  return [{ path: 'sender_id', message: 'There is no such sender here.' }]
}

async function requireRoom(tx: TenantTx): Promise<void> {
  const { active } = await countUsableKeys(tx)
  if (active < policy.keys.activePerMode) return
  throw new AppError('state_conflict', {
    detail: `There are ${policy.keys.activePerMode} active keys; revoke one first.`,
  })
}
