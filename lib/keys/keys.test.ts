import { describe, expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { isWellFormedApiKey } from '@/lib/core/api-key'
import { type Role, roles } from '@/lib/core/context'
import { sha256Hex } from '@/lib/core/crypto'
import { fromTypeId, newTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { scopePresets, scopes } from '@/lib/core/scopes'
import { testContext } from '@/lib/core/test-context'
import { createApiKey } from '@/lib/keys/create'
import { person, personOf, plainKey } from '@/lib/keys/fixtures/person'
import { identifyKey } from '@/lib/keys/identify'
import { listApiKeys } from '@/lib/keys/list'
import { revokeApiKey } from '@/lib/keys/revoke'
import { ApiKeyObject, CreateApiKeyInput, CreatedApiKey } from '@/lib/keys/schema'

const input = plainKey

describe('a new key', () => {
  test('is shown once, works at once, and belongs to the mode it was made in', async () => {
    for (const mode of ['live', 'test'] as const) {
      const { ctx } = await person('owner', mode)
      const created = await createApiKey(ctx, input)
      expect(CreatedApiKey.parse(created)).toEqual(created)
      expect(isWellFormedApiKey(created.key)).toBe(true)
      expect(created).toMatchObject({ mode, name: 'shop', state: 'active', prefix: created.key.slice(0, 12) })
      await expect(identifyKey(created.key)).resolves.toMatchObject({ tenant_id: ctx.tenantId, mode })
      const listed = await listApiKeys(ctx)
      expect(listed).toEqual([ApiKeyObject.parse(created)])
      expect(JSON.stringify(listed)).not.toContain(created.key)
    }
  })

  test('is kept as its SHA-256, and is itself nowhere in the database', async () => {
    const { ctx } = await person('owner')
    const { key, id } = await createApiKey(ctx, input)
    const [row] = await owner`select key_hash, key_prefix, last_four,
      encode(sha256(convert_to(${key}, 'utf8')), 'hex') as expected from api_keys where id = ${fromTypeId('key', id)}`
    expect(row).toEqual({
      key_hash: sha256Hex(key),
      expected: sha256Hex(key),
      key_prefix: key.slice(0, 12),
      last_four: key.slice(-4),
    })
    const tables = await owner<{ name: string }[]>`
      select c.oid::regclass::text as name from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`
    const secret = key.slice(12, -4)
    for (const { name } of tables) {
      const found = await owner.unsafe(
        `select from ${name} t where position($1 in row_to_json(t)::text) > 0`,
        [secret],
      )
      expect([name, found.length]).toEqual([name, 0])
    }
  })

  test.each([
    ['full', scopes],
    ['send_only', scopePresets.send_only],
    ['read_only', scopePresets.read_only],
  ] as const)('with the preset %s may do what the preset says', async (preset, expected) => {
    const { ctx } = await person('owner')
    expect((await createApiKey(ctx, { ...input, preset })).scopes).toEqual([...expected])
  })
})

describe('of 20 keys', () => {
  test('the last is the last, also when 30 are made at once', async () => {
    const { ctx } = await person('owner')
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => createApiKey(ctx, input)))
    const made = results.filter(({ status }) => status === 'fulfilled')
    expect(made).toHaveLength(policy.keys.activePerMode)
    for (const result of results)
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({ code: 'state_conflict', status: 409 })
    expect(await listApiKeys(ctx)).toHaveLength(policy.keys.activePerMode)
  })

  test('a revoked one makes room for one more', async () => {
    const { ctx } = await person('owner')
    const keys = []
    for (let index = 0; index < policy.keys.activePerMode; index++) keys.push(await createApiKey(ctx, input))
    await expect(createApiKey(ctx, input)).rejects.toMatchObject({ code: 'state_conflict' })
    await revokeApiKey(ctx, { id: keys[0]?.id ?? '' })
    await expect(createApiKey(ctx, input)).resolves.toMatchObject({ state: 'active' })
    await expect(createApiKey(ctx, input)).rejects.toMatchObject({ code: 'state_conflict' })
  })

  test('another tenant’s do not count', async () => {
    const [a, b] = await Promise.all([person('owner'), person('owner')])
    for (let index = 0; index < policy.keys.activePerMode; index++) await createApiKey(a.ctx, input)
    await expect(createApiKey(b.ctx, input)).resolves.toMatchObject({ state: 'active' })
  })
})

describe('keys are made and revoked by people who may', () => {
  const managers: Role[] = ['owner', 'admin', 'developer']

  test.each(roles)('%s', async (role) => {
    const { ctx, tenantId } = await person(role)
    const existing = await createApiKey((await personOf(tenantId, 'owner')).ctx, input)
    const made = createApiKey(ctx, input)
    const may = managers.includes(role)
    if (may) await expect(made).resolves.toMatchObject({ state: 'active' })
    else await expect(made).rejects.toMatchObject({ code: 'role_missing', status: 403 })
    const revoked = revokeApiKey(ctx, { id: existing.id })
    if (may) await expect(revoked).resolves.toMatchObject({ state: 'revoked' })
    else await expect(revoked).rejects.toMatchObject({ code: 'role_missing' })
  })

  test('a key makes no keys, however much it may do', async () => {
    const { id: tenantId } = await makeTenant()
    const { ctx } = testContext({ tenantId, mode: 'live' })
    await expect(createApiKey(ctx, input)).rejects.toMatchObject({ code: 'role_missing' })
    await expect(revokeApiKey(ctx, { id: newTypeId('key') })).rejects.toMatchObject({ code: 'role_missing' })
  })
})

describe('a list', () => {
  test('is newest first, revoked ones included, and of one mode and tenant', async () => {
    const { ctx, tenantId } = await person('owner')
    const first = await createApiKey(ctx, { ...input, name: 'first' })
    const second = await createApiKey(ctx, { ...input, name: 'second' })
    await createApiKey((await personOf(tenantId, 'owner', 'test')).ctx, { ...input, name: 'test' })
    await createApiKey((await person('owner')).ctx, { ...input, name: 'stranger' })
    await revokeApiKey(ctx, { id: first.id })
    expect((await listApiKeys(ctx)).map(({ id, state }) => [id, state])).toEqual([
      [second.id, 'active'],
      [first.id, 'revoked'],
    ])
  })
})

describe('revoking', () => {
  test('twice is no different from once', async () => {
    const { ctx } = await person('owner')
    const { id } = await createApiKey(ctx, input)
    const once = await revokeApiKey(ctx, { id })
    expect(once.revoked_at).not.toBeNull()
    await expect(revokeApiKey(ctx, { id })).resolves.toEqual(once)
  })

  test('what is another tenant’s, of the other mode, unknown or malformed is not_found', async () => {
    const [a, b] = await Promise.all([person('owner'), person('owner')])
    const otherMode = await personOf(a.tenantId, 'owner', 'test')
    const { id, key } = await createApiKey(a.ctx, input)
    const notFound = { code: 'not_found', options: {} }
    await expect(revokeApiKey(b.ctx, { id })).rejects.toMatchObject(notFound)
    await expect(revokeApiKey(otherMode.ctx, { id })).rejects.toMatchObject(notFound)
    for (const unknown of [newTypeId('key'), newTypeId('otp'), '', 'key_', "key_'"])
      await expect(revokeApiKey(a.ctx, { id: unknown })).rejects.toMatchObject(notFound)
    await expect(identifyKey(key)).resolves.toMatchObject({ revoked: false })
  })
})

test.each([
  [{}, false],
  [{ name: '' }, false],
  [{ name: '   ' }, false],
  [{ name: 'a'.repeat(65) }, false],
  [{ name: 'a', preset: 'root' }, false],
  [{ name: 'a', scopes: ['otp:send'] }, false],
  [{ name: 'a', preset: 'custom' }, false],
  [{ name: 'a', preset: 'custom', scopes: [] }, false],
  [{ name: 'a', preset: 'custom', scopes: ['otp:send', 'root'] }, false],
  [{ name: 'a', preset: 'custom', scopes: ['otp:send'] }, true],
  [{ name: 'a', expires_at: '2027-02-30T00:00:00Z' }, false],
  [{ name: 'a', expires_at: '2027-01-31' }, false],
  [{ name: 'a', expires_at: 1_800_000_000 }, false],
  [{ name: 'a', expires_at: '2027-01-31T00:00:00.000Z' }, true],
  [{ name: 'a', expires_at: null, sender_id: null, allowed_addresses: [] }, true],
  [{ name: 'a', allowed_addresses: '1.2.3.4' }, false],
  [{ name: 'a', allowed_addresses: [null] }, false],
  [{ name: 1 }, false],
  [{ name: ' shop ' }, true],
])('what is asked of a new key is checked: %j', (value, holds) => {
  expect(CreateApiKeyInput.safeParse(value).success).toBe(holds)
})
