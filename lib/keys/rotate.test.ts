import { describe, expect, test } from 'vitest'
import { makeApiKey, makeSender, makeUser } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { type Role, roles } from '@/lib/core/context'
import { fromTypeId, newTypeId, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { testContext } from '@/lib/core/test-context'
import { createApiKey } from '@/lib/keys/create'
import { person, personOf, plainKey } from '@/lib/keys/fixtures/person'
import { identifyKey } from '@/lib/keys/identify'
import { listApiKeys } from '@/lib/keys/list'
import { revokeApiKey } from '@/lib/keys/revoke'
import { rotateApiKey } from '@/lib/keys/rotate'
import { CreatedApiKey, RotateApiKeyInput } from '@/lib/keys/schema'

const day = 86_400_000
const conflict = { code: 'state_conflict', status: 409 }

describe('a rotation', () => {
  test('puts a key in the old one’s place that differs in nothing but its secret and its time', async () => {
    const { ctx, tenantId } = await person('owner')
    const sender = await makeSender({ tenantId, mode: 'live' })
    const old = await createApiKey(ctx, {
      name: 'shop',
      preset: 'custom',
      scopes: ['otp:send', 'otp:read'],
      allowedAddresses: ['203.0.113.0/24'],
      senderId: toTypeId('sender', sender.id),
      expiresAt: new Date(Date.now() + 90 * day).toISOString(),
    })
    await owner`update api_keys set created_at = created_at - interval '10 days', expires_at = expires_at - interval '10 days'
      where id = ${fromTypeId('key', old.id)}`
    const rotated = await rotateApiKey(ctx, { id: old.id, overlapSeconds: 3_600 })
    expect(CreatedApiKey.parse(rotated)).toEqual(rotated)
    const { name, scopes, allowed_addresses, sender_id, mode } = old
    expect(rotated).toMatchObject({ name, scopes, allowed_addresses, sender_id, mode, state: 'active' })
    expect(rotated).toMatchObject({ rotated_from: old.id, last_used: null })
    expect(rotated.key).not.toBe(old.key)
    const lifetime = Date.parse(rotated.expires_at ?? '') - Date.parse(rotated.created_at)
    expect(Math.abs(lifetime - 90 * day)).toBeLessThan(2_000)
    await expect(identifyKey(rotated.key)).resolves.toMatchObject({ name, sender_id: sender.id })
    expect(JSON.stringify(await listApiKeys(ctx))).not.toContain(rotated.key)
  })

  test.each([900, 3_600, 86_400] as const)(
    'leaves the old key %s seconds, in which both work',
    async (overlapSeconds) => {
      const { ctx } = await person('owner')
      const old = await createApiKey(ctx, plainKey)
      const rotated = await rotateApiKey(ctx, { id: old.id, overlapSeconds })
      await Promise.all([old, rotated].map(({ key }) => expect(identifyKey(key)).resolves.toBeDefined()))
      const [first, second] = await listApiKeys(ctx)
      expect(first).toMatchObject({ id: rotated.id, state: 'active', expires_at: null })
      expect(second).toMatchObject({ id: old.id, state: 'rotating', revoked_at: null })
      const left = Date.parse(second?.expires_at ?? '') - Date.now()
      expect(Math.abs(left - overlapSeconds * 1_000)).toBeLessThan(2_000)
      await owner`update api_keys set expires_at = clock_timestamp() where id = ${fromTypeId('key', old.id)}`
      expect((await listApiKeys(ctx)).map(({ state }) => state)).toEqual(['active', 'expired'])
    },
  )

  test('without an overlap revokes the old key', async () => {
    const { ctx } = await person('owner')
    const old = await createApiKey(ctx, plainKey)
    const rotated = await rotateApiKey(ctx, { id: old.id, overlapSeconds: 0 })
    await expect(identifyKey(old.key)).rejects.toMatchObject({ code: 'api_key_invalid' })
    await expect(identifyKey(rotated.key)).resolves.toBeDefined()
    expect((await listApiKeys(ctx)).map(({ state }) => state)).toEqual(['active', 'revoked'])
  })

  test('never prolongs the old key', async () => {
    const { ctx } = await person('owner')
    const expiresAt = new Date(Date.now() + 600_000).toISOString()
    const old = await createApiKey(ctx, { ...plainKey, expiresAt })
    await rotateApiKey(ctx, { id: old.id, overlapSeconds: 86_400 })
    expect((await listApiKeys(ctx))[1]).toMatchObject({ id: old.id, expires_at: expiresAt })
  })

  test('happens once, however many ask for it at once', async () => {
    const { ctx } = await person('owner')
    const { id } = await createApiKey(ctx, plainKey)
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, () => rotateApiKey(ctx, { id, overlapSeconds: 900 })),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject(conflict)
    expect(await listApiKeys(ctx)).toHaveLength(2)
  })

  test('and a revocation at once leave no old key that works for longer than the overlap', async () => {
    const { ctx } = await person('owner')
    for (let round = 0; round < 5; round++) {
      const { id } = await createApiKey(ctx, plainKey)
      await Promise.allSettled([rotateApiKey(ctx, { id, overlapSeconds: 900 }), revokeApiKey(ctx, { id })])
      const old = (await listApiKeys(ctx)).find((key) => key.id === id)
      expect(old?.state).toBe('revoked')
    }
  })

  test('is refused for a key that is revoked, expired or rotated already', async () => {
    const { ctx, tenantId } = await person('owner')
    const [revoked, rotated] = await Promise.all([createApiKey(ctx, plainKey), createApiKey(ctx, plainKey)])
    await revokeApiKey(ctx, revoked)
    await rotateApiKey(ctx, { id: rotated.id, overlapSeconds: 900 })
    const expired = await makeApiKey({ tenantId, mode: 'live', expiresAt: new Date(Date.now() - 1) })
    for (const id of [revoked.id, rotated.id, toTypeId('key', expired.id)])
      for (const overlapSeconds of [0, 900] as const)
        await expect(rotateApiKey(ctx, { id, overlapSeconds })).rejects.toMatchObject(conflict)
    expect(await listApiKeys(ctx)).toHaveLength(4)
  })

  test('has an overlap of those that the policy names', () => {
    for (const overlap_seconds of policy.keys.rotationOverlapSeconds)
      expect(RotateApiKeyInput.safeParse({ overlap_seconds }).success).toBe(true)
    for (const overlap_seconds of [-1, 1, 900.5, 172_800, '0', null, undefined])
      expect(RotateApiKeyInput.safeParse({ overlap_seconds }).success).toBe(false)
  })
})

describe('the number of keys', () => {
  test('is no obstacle to rotating each of 20, once, and creating is as full as it was', async () => {
    const { ctx } = await person('owner')
    const limit = policy.keys.activePerMode
    const keys = []
    for (let index = 0; index < limit; index++) keys.push(await createApiKey(ctx, plainKey))
    const rotated = []
    for (const { id } of keys) rotated.push(await rotateApiKey(ctx, { id, overlapSeconds: 86_400 }))
    await expect(createApiKey(ctx, plainKey)).rejects.toMatchObject(conflict)

    const [next] = rotated
    await expect(rotateApiKey(ctx, { id: next?.id ?? '', overlapSeconds: 900 })).rejects.toMatchObject(
      conflict,
    )
    await expect(rotateApiKey(ctx, { id: next?.id ?? '', overlapSeconds: 0 })).resolves.toBeDefined()
    await revokeApiKey(ctx, { id: keys[0]?.id ?? '' })
    await expect(rotateApiKey(ctx, { id: rotated[1]?.id ?? '', overlapSeconds: 900 })).resolves.toMatchObject(
      { state: 'active' },
    )
    const usable = (await listApiKeys(ctx)).filter(({ state }) => state === 'active' || state === 'rotating')
    expect(usable).toHaveLength(limit + policy.keys.overlappingPerMode)
  })
})

describe('who may rotate', () => {
  test.each(roles)('%s', async (role: Role) => {
    const { ctx, tenantId } = await person('owner')
    const { id } = await createApiKey(ctx, plainKey)
    const rotated = rotateApiKey((await personOf(tenantId, role)).ctx, { id, overlapSeconds: 0 })
    if (['owner', 'admin', 'developer'].includes(role))
      await expect(rotated).resolves.toMatchObject({ name: 'shop' })
    else await expect(rotated).rejects.toMatchObject({ code: 'role_missing', status: 403 })
  })

  test('no key, and nobody from elsewhere', async () => {
    const { ctx, tenantId } = await person('owner')
    const { id, key } = await createApiKey(ctx, plainKey)
    const byKey = testContext({ tenantId, mode: 'live' })
    await expect(rotateApiKey(byKey.ctx, { id, overlapSeconds: 0 })).rejects.toMatchObject({
      code: 'role_missing',
    })
    const strangers = [await person('owner'), await personOf(tenantId, 'owner', 'test')]
    const notFound = { code: 'not_found', options: {} }
    for (const stranger of strangers)
      await expect(rotateApiKey(stranger.ctx, { id, overlapSeconds: 0 })).rejects.toMatchObject(notFound)
    for (const unknown of [newTypeId('key'), newTypeId('otp'), '', "key_'"])
      await expect(rotateApiKey(ctx, { id: unknown, overlapSeconds: 0 })).rejects.toMatchObject(notFound)
    await expect(identifyKey(key)).resolves.toMatchObject({ revoked: false })
  })
})

test('a list says who made a key, also when another rotated it', async () => {
  const { ctx, tenantId } = await person('owner')
  const maker = await makeUser({ email: `maker-${tenantId}@example.test`, password: 'x', iterations: 1 })
  const made = await makeApiKey({ tenantId, mode: 'live', createdBy: maker.id })
  await rotateApiKey(ctx, { id: toTypeId('key', made.id), overlapSeconds: 900 })
  const [rotated, old] = await listApiKeys(ctx)
  expect(old?.created_by).toEqual({ id: toTypeId('user', maker.id), email: maker.email })
  expect(rotated?.created_by).toEqual({
    id: ctx.actor.type === 'user' ? toTypeId('user', ctx.actor.id) : '',
    email: null,
  })
})
