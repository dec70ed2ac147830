import type { z } from 'zod'
import { type TenantTx, withTenant } from '@/db/tenant'
import { apiKeyRecord, generateApiKey } from '@/lib/core/api-key'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, newUuid, toTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireStepUp } from '@/lib/core/step-up'
import { toTimestamp } from '@/lib/core/time'
import { mailNewKey } from '@/lib/keys/mail-new-key'
import { presentApiKey } from '@/lib/keys/present'
import { recordKey } from '@/lib/keys/record-key'
import { renewedExpiry, stateOf } from '@/lib/keys/rules'
import type { CreatedApiKey, KeyState, RotateApiKeyInput } from '@/lib/keys/schema'
import {
  type ApiKeyRow,
  countUsableKeys,
  expireWithin,
  insertApiKey,
  lockApiKey,
  lockKeys,
  markRevoked,
  readClock,
} from '@/lib/keys/store'

type Input = CamelKeys<z.output<typeof RotateApiKeyInput>> & { id: string }

/**
 * Puts a new key with the same name, scopes, addresses, sender and lifetime into the place of an active one, which
 * ends with the overlap, or at once where that is 0. Throws `not_found`, and `state_conflict` for a key that has
 * ended or has been rotated before, and when too many replaced keys are still in use. Throws `step_up_required`.
 */
export async function rotateApiKey(ctx: Ctx, { id, overlapSeconds }: Input): Promise<CreatedApiKey> {
  const user = requirePerson(ctx, 'keys.write')
  requireStepUp(ctx)
  const uuid = fromTypeId('key', id)
  if (!uuid) throw new AppError('not_found')
  const key = generateApiKey(ctx.mode)
  const { hash, prefix, lastFour } = apiKeyRecord(key)
  const row = await withTenant(ctx, async (tx) => {
    await lockKeys(tx)
    const old = await lockApiKey(tx, uuid)
    if (!old) throw new AppError('not_found')
    const state = stateOf(old)
    if (state !== 'active') throw new AppError('state_conflict', { detail: whyNot[state] })
    await end(tx, old, overlapSeconds)
    const made = await insertApiKey(tx, {
      id: newUuid(),
      name: old.name,
      keyHash: hash,
      keyPrefix: prefix,
      lastFour,
      scopes: old.scopes,
      allowedAddresses: old.allowedAddresses,
      senderId: old.senderId,
      expiresAt: renewedExpiry(old, await readClock(tx)),
      rotatedFrom: old.id,
      createdBy: user.id,
    })
    await recordRotation(ctx, tx, { old, made, overlapSeconds })
    return made
  })
  ctx.defer(() => mailNewKey(ctx, row))
  return { ...(await presentApiKey(row)), key }
}

type Rotation = { old: ApiKeyRow; made: ApiKeyRow; overlapSeconds: number }

async function recordRotation(
  ctx: Ctx,
  tx: TenantTx,
  { old, made, overlapSeconds }: Rotation,
): Promise<void> {
  const before = { replaced_by: null, last_four: old.lastFour, expires_at: toTimestamp(old.expiresAt) }
  const after = {
    replaced_by: toTypeId('key', made.id),
    last_four: made.lastFour,
    expires_at: toTimestamp(made.expiresAt),
    overlap_seconds: overlapSeconds,
  }
  await recordKey(ctx, tx, 'api_key.rotated', { id: old.id, change: { before, after } })
}

const whyNot: Record<Exclude<KeyState, 'active'>, string> = {
  rotating: 'The key has been rotated already.',
  expired: 'The key has expired; create a new one.',
  revoked: 'The key is revoked; create a new one.',
}

/** With an overlap each rotation leaves one key more that works, so that there is a limit to those, too. */
async function end(tx: TenantTx, { id }: ApiKeyRow, overlapSeconds: number): Promise<void> {
  if (overlapSeconds === 0) {
    await markRevoked(tx, id)
    return
  }
  const { overlapping } = await countUsableKeys(tx)
  const limit = policy.keys.overlappingPerMode
  if (overlapping >= limit)
    throw new AppError('state_conflict', {
      detail: `${limit} rotated keys still work; revoke one first, or rotate without an overlap.`,
    })
  await expireWithin(tx, id, overlapSeconds)
}
