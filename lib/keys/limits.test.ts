import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { makeApiKey, makeSender, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { fromTypeId, newTypeId, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { createApiKey } from '@/lib/keys/create'
import { person, plainKey } from '@/lib/keys/fixtures/person'
import { identifyKey } from '@/lib/keys/identify'
import { listApiKeys } from '@/lib/keys/list'
import { CreateApiKeyInput } from '@/lib/keys/schema'

const day = 86_400_000
const inFuture = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString()
const invalid = { code: 'api_key_invalid', status: 401 }

test('a custom key may do what was chosen, and nothing else', async () => {
  const { ctx } = await person('owner')
  const chosen = { preset: 'custom', scopes: ['usage:read', 'otp:send', 'otp:send'] } as const
  const { key, scopes } = await createApiKey(ctx, { ...plainKey, ...chosen, scopes: [...chosen.scopes] })
  expect(scopes).toEqual(['otp:send', 'usage:read'])
  expect([...(await identifyKey(key)).scopes].sort()).toEqual(['otp:send', 'usage:read'])
})

test('every fault of what is asked for is told at once', () => {
  const input = {
    name: ' ',
    preset: 'custom',
    expires_at: '',
    allowed_addresses: ['203.0.113.7', 'x'],
    sender_id: 1,
    typo: true,
  }
  const paths = CreateApiKeyInput.safeParse(input).error?.issues.map(({ path }) => path.join('.'))
  expect(paths?.sort()).toEqual(['', 'allowed_addresses.1', 'expires_at', 'name', 'scopes', 'sender_id'])
})

describe('the expiry of a key', () => {
  test('is kept, and shown', async () => {
    const { ctx } = await person('owner')
    const expiresAt = inFuture(30 * day)
    const created = await createApiKey(ctx, { ...plainKey, expiresAt })
    expect(created).toMatchObject({ expires_at: expiresAt, state: 'active' })
    await expect(identifyKey(created.key)).resolves.toMatchObject({ revoked: false })
  })

  test.each([
    ['the past', -1_000],
    ['this moment', 0],
    ['more than five years', policy.keys.lifetimeDaysMax * day + 60_000],
  ])('cannot lie in %s', async (_, milliseconds) => {
    const { ctx } = await person('owner')
    await expect(
      createApiKey(ctx, { ...plainKey, expiresAt: inFuture(milliseconds), senderId: 'x' }),
    ).rejects.toMatchObject({
      code: 'validation_failed',
      options: { faults: [{ path: 'expires_at' }, { path: 'sender_id' }] },
    })
    expect(await listApiKeys(ctx)).toEqual([])
  })

  test('is exact, by the database’s clock, however lately the key was read', async () => {
    const { id: tenantId } = await makeTenant()
    const { key, id } = await makeApiKey({ tenantId, mode: 'live' })
    const [row] = await owner<{ left: number }[]>`
      update api_keys set expires_at = clock_timestamp() + interval '400 milliseconds' where id = ${id}
      returning (extract(epoch from expires_at - clock_timestamp()) * 1000)::float8 as left`
    const expiresAt = performance.now() + (row?.left ?? 0)
    let last = Number.NEGATIVE_INFINITY
    while (
      await identifyKey(key).then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ ...invalid, options: {} })
          return false
        },
      )
    ) {
      last = performance.now()
      await wait(5)
    }
    expect(last).toBeGreaterThan(expiresAt - 100)
    expect(last).toBeLessThan(expiresAt + 10)
    expect(performance.now()).toBeLessThan(expiresAt + 100)
  })

  test('ends a key as a revocation would: it is refused, on the list as expired, and makes room', async () => {
    const { ctx, tenantId } = await person('owner')
    const expired = await Promise.all(
      Array.from({ length: policy.keys.activePerMode }, () =>
        makeApiKey({ tenantId, mode: 'live', expiresAt: new Date(Date.now() - 1_000) }),
      ),
    )
    for (const { key } of expired.slice(0, 2)) await expect(identifyKey(key)).rejects.toMatchObject(invalid)
    await expect(createApiKey(ctx, plainKey)).resolves.toMatchObject({ state: 'active' })
    const states = (await listApiKeys(ctx)).map(({ state }) => state)
    expect(states.sort()).toEqual(['active', ...expired.map(() => 'expired')])
  })
})

describe('the addresses of a key', () => {
  test('are kept in one form each, and decide where it may be used from', async () => {
    const { ctx } = await person('owner')
    const { allowed_addresses: allowedAddresses } = CreateApiKeyInput.parse({
      name: 'x',
      allowed_addresses: [
        ' 203.0.113.0/24 ',
        '',
        '2001:DB8:0::/48',
        '::ffff:203.0.113.0/120',
        '198.51.100.7/32',
      ],
    })
    const { key, allowed_addresses } = await createApiKey(ctx, { ...plainKey, allowedAddresses })
    expect(allowed_addresses).toEqual(['203.0.113.0/24', '2001:db8::/48', '198.51.100.7'])
    const { allows } = await identifyKey(key)
    const tried = [
      '203.0.113.255',
      '::ffff:203.0.113.1',
      '2001:db8::1',
      '198.51.100.7',
      '198.51.100.8',
      '2001:db9::',
    ]
    expect(tried.map(allows)).toEqual([true, true, true, true, false, false])
  })

  test('a faulty one is named by its place, and so are all others', () => {
    const input = { name: 'x', allowed_addresses: ['203.0.113.7', '', 'x', '203.0.113.7/24', '0.0.0.0/0'] }
    expect(CreateApiKeyInput.safeParse(input).error?.issues.map(({ path }) => path)).toEqual([
      ['allowed_addresses', 2],
      ['allowed_addresses', 3],
      ['allowed_addresses', 4],
    ])
  })

  test('are at most 50', () => {
    const parse = (count: number) =>
      CreateApiKeyInput.safeParse({
        name: 'x',
        allowed_addresses: Array.from({ length: count }, (_, at) => `203.0.113.${at}`),
      })
    expect(parse(50).success).toBe(true)
    expect(parse(51).error?.issues).toEqual([
      expect.objectContaining({ path: ['allowed_addresses'], message: 'At most 50 addresses and ranges.' }),
    ])
  })
})

describe('the sender of a key', () => {
  test('is one of the same tenant and mode', async () => {
    const { ctx, tenantId } = await person('owner')
    const [own, other, foreign] = await Promise.all([
      makeSender({ tenantId, mode: 'live' }),
      makeSender({ tenantId, mode: 'test' }),
      makeTenant().then(({ id }) => makeSender({ tenantId: id, mode: 'live' })),
    ])
    const senderId = toTypeId('sender', own.id)
    const { key, sender_id } = await createApiKey(ctx, { ...plainKey, senderId })
    expect(sender_id).toBe(senderId)
    expect((await identifyKey(key)).sender_id).toBe(fromTypeId('sender', senderId))

    const refusals = await Promise.all(
      [
        toTypeId('sender', other.id),
        toTypeId('sender', foreign.id),
        newTypeId('sender'),
        newTypeId('otp'),
        '',
        '\0',
      ].map((id) => createApiKey(ctx, { ...plainKey, senderId: id }).catch((error: unknown) => error)),
    )
    for (const refusal of refusals)
      expect(refusal).toMatchObject({
        code: 'validation_failed',
        options: { faults: [{ path: 'sender_id', message: 'There is no such sender here.' }] },
      })
  })
})
