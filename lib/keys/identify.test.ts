import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { makeApiKey, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { closeDatabase } from '@/db/tenant'
import { generateApiKey } from '@/lib/core/api-key'
import { toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { personActor, testContext } from '@/lib/core/test-context'
import { identifyKey } from '@/lib/keys/identify'
import { revokeApiKey } from '@/lib/keys/revoke'

const invalid = { code: 'api_key_invalid', status: 401 }

test.each(['live', 'test'] as const)(
  'a %s key tells its tenant, its mode and what it may do',
  async (mode) => {
    const tenant = await makeTenant()
    const { key, id } = await makeApiKey({ tenantId: tenant.id, mode, name: 'shop', scopes: ['otp:send'] })
    await expect(identifyKey(key)).resolves.toMatchObject({
      tenant_id: tenant.id,
      mode,
      id,
      name: 'shop',
      scopes: ['otp:send'],
      revoked: false,
    })
  },
)

test('an unknown key is refused, also the second time', async () => {
  const key = generateApiKey('live')
  await expect(identifyKey(key)).rejects.toMatchObject(invalid)
  await expect(identifyKey(key)).rejects.toMatchObject(invalid)
})

test('a revoked key is refused within a second, in the words of an unknown one', async () => {
  const { tenantId, key, id } = await makeKey()
  await identifyKey(key)
  const { ctx } = testContext({ tenantId, mode: 'live', actor: personActor('owner') })
  await revokeApiKey(ctx, { id: toTypeId('key', id) })
  const revokedAt = performance.now()
  while (
    await identifyKey(key).then(
      () => true,
      () => false,
    )
  )
    await wait(20)
  expect(performance.now() - revokedAt).toBeLessThan(1_000)
  const refusals = await Promise.all(
    [key, generateApiKey('live')].map((text) => identifyKey(text).catch((error: unknown) => error)),
  )
  for (const refusal of refusals) expect(refusal).toMatchObject({ ...invalid, options: {} })
})

test('a suspended tenant is told so, with a good key, within a second', async () => {
  const { tenantId, key } = await makeKey()
  await identifyKey(key)
  await owner`update tenants set status = 'suspended' where id = ${tenantId}`
  await wait(policy.api.keyCacheMilliseconds + 20)
  await expect(identifyKey(key)).rejects.toMatchObject({ code: 'tenant_suspended', status: 403 })
})

test('a key that is read by many at once is read from the database once', async () => {
  const { key } = await makeKey()
  const reads = await Promise.all(Array.from({ length: 200 }, () => identifyKey(key)))
  expect(new Set(reads).size).toBe(1)
})

describe('without asking the database', () => {
  test('a mistyped key is refused', async () => {
    const { key } = await makeKey()
    const good = await makeKey()
    await closeDatabase()
    const last = key.endsWith('0') ? '1' : '0'
    for (const typo of [
      key.slice(0, -1) + last,
      `${key} `,
      key.toLowerCase(),
      key.slice(0, 40),
      '',
      'wsa_live_',
    ])
      await expect(identifyKey(typo)).rejects.toMatchObject(invalid)
    await expect(identifyKey(good.key)).rejects.not.toMatchObject(invalid)
  })
})

async function makeKey() {
  const { id: tenantId } = await makeTenant()
  return { tenantId, ...(await makeApiKey({ tenantId, mode: 'live' })) }
}
