import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { client } from '@/db/client'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { asSystem, withTenant } from '@/db/tenant'
import { chainOf, doSomething, entriesInOrder } from '@/lib/audit/fixtures/chain'
import { recordAudit, recordAuditIn, recordAuditWithin } from '@/lib/audit/record'
import { chainHash } from '@/lib/audit/rules'
import { verifyChain } from '@/lib/audit/verify-chain'
import { newUuid, platformId, toTypeId } from '@/lib/core/ids'

test('50 changes at once, every fifth undone, leave a chain without a gap', async () => {
  const { ctx, tenantId } = await chainOf(0)
  const done = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      withTenant(ctx, async (tx) => {
        await recordAudit(ctx, tx, { action: 'otp.canceled', target: { type: 'otp', id: `otp_${index}` } })
        if (index % 5 === 0) throw new Error('undone')
      }),
    ),
  )
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(40)
  const entries = await entriesInOrder(ctx)
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
  const times = entries.map(({ happenedAt }) => happenedAt.getTime())
  expect(times).toEqual([...times].sort((left, right) => left - right))
  expect(new Set(entries.map(({ targetId }) => targetId)).size).toBe(40)
  expect(await verifyChain(tenantId)).toMatchObject({ entries: 40, fault: null })
})

test('an undone change is not in the log, and one that is in the log was not undone', async () => {
  const { ctx } = await chainOf(1)
  await expect(
    withTenant(ctx, async (tx) => {
      await recordAudit(ctx, tx, { action: 'otp.canceled', target: { type: 'otp', id: 'otp_x' } })
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  expect(await entriesInOrder(ctx)).toHaveLength(1)
})

test('two changes in one transaction follow each other', async () => {
  const { ctx, tenantId } = await chainOf(0)
  await withTenant(ctx, async (tx) => {
    for (const id of ['otp_a', 'otp_b'])
      await recordAudit(ctx, tx, { action: 'otp.canceled', target: { type: 'otp', id } })
  })
  expect(await verifyChain(tenantId)).toMatchObject({ entries: 2, fault: null })
})

test('whatever JSON was recorded comes back from Postgres as it was hashed', async () => {
  const { ctx, tenantId } = await chainOf(0)
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constant('\0\ud800'),
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      text,
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom(null, undefined, -0, 1e300, 5e-324, 2 ** 53, new Date(0)),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(text, fc.constant('__proto__')), tie('value'), { maxKeys: 5 }),
    ),
  }))
  const record = fc.dictionary(text, value, { maxKeys: 5 })
  await fc.assert(
    fc.asyncProperty(record, fc.option(record, { nil: undefined }), async (before, after) => {
      await withTenant(ctx, (tx) =>
        recordAudit(ctx, tx, {
          action: 'fraud_guard.changed',
          target: { type: 'otp_guard', id: 'live\0' },
          before,
          ...(after && { after }),
        }),
      )
      const entry = (await entriesInOrder(ctx)).at(-1)
      expect(entry && chainHash(entry.previousHash, entry)).toBe(entry?.hash)
    }),
    { numRuns: 100 },
  )
  expect(await verifyChain(tenantId)).toMatchObject({ entries: 100, fault: null })
})

test('names actors by their public ids, and addresses by a pseudonym beside the chain', async () => {
  const { ctx } = await chainOf(1)
  const [entry] = await entriesInOrder(ctx)
  if (ctx.actor.type !== 'user') throw new Error('A person acts.')
  expect(entry).toMatchObject({
    actorType: 'user',
    actorId: toTypeId('user', ctx.actor.id),
    address: '192.0.2.1',
    addressHash: expect.stringMatching(/^[\w-]+\.[0-9a-f]{64}$/),
    entryMode: 'live',
    requestId: ctx.requestId,
  })
})

describe('outside a tenant’s door', () => {
  const elsewhere = () => ({
    actor: { type: 'operator', id: newUuid() } as const,
    requestId: newUuid(),
    address: '',
  })
  const record = {
    action: 'workspace.suspended',
    target: { type: 'tenant', id: 'ten_x' },
    after: { reason: 'spam' },
  } as const

  test('what concerns a tenant stands in its chain and in the house’s, or in neither', async () => {
    const { ctx, tenantId } = await chainOf(2)
    const who = elsewhere()
    await recordAuditIn([platformId, tenantId], who, record)
    expect((await entriesInOrder(ctx)).at(-1)).toMatchObject({
      seq: 3,
      actorType: 'operator',
      actorId: toTypeId('user', who.actor.id),
      entryMode: null,
    })
    const failing = asSystem(async (tx) => {
      await recordAuditWithin(tx, [tenantId, platformId], elsewhere(), record)
      throw new Error('undone')
    })
    await expect(failing).rejects.toThrow('undone')
    expect(await entriesInOrder(ctx)).toHaveLength(3)
    for (const id of [platformId, tenantId]) expect((await verifyChain(id)).fault).toBeNull()
  })

  test('many who write into the same chains at once, in whatever order, wait for nobody for ever', async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, async () => (await makeTenant()).id))
    const orders = Array.from({ length: 24 }, (_, index) => (index % 2 ? ids : [...ids].reverse()))
    await Promise.all(orders.map((order) => recordAuditIn([...order, platformId], elsewhere(), record)))
    for (const id of ids) expect(await verifyChain(id)).toMatchObject({ entries: 24, fault: null })
  })
})

describe('the log is added to and never changed', () => {
  const statements = [
    `update audit_entries set after = null`,
    `update audit_entries set address = '198.51.100.7'`,
    `update audit_entries set seq = seq + 1`,
    `delete from audit_entries`,
    `delete from audit_heads`,
    `truncate audit_entries`,
  ]

  test.each(statements)('neither the tenant nor the system may: %s', async (statement) => {
    const { ctx } = await chainOf(1)
    const refused = { cause: { code: '42501' } }
    await expect(withTenant(ctx, (tx) => tx.execute(sql.raw(statement)))).rejects.toMatchObject(refused)
    await expect(asSystem((tx) => tx.execute(sql.raw(statement)))).rejects.toMatchObject(refused)
    await expect(client().db.execute(sql.raw(statement))).rejects.toMatchObject(refused)
  })

  test('the system may erase an address, and the chain holds', async () => {
    const { ctx, tenantId } = await chainOf(2)
    await asSystem((tx) =>
      tx.execute(sql`update audit_entries set address = null where tenant_id = ${tenantId}`),
    )
    expect((await entriesInOrder(ctx)).map(({ address }) => address)).toEqual([null, null])
    expect((await verifyChain(tenantId)).fault).toBeNull()
  })

  test('a tenant cannot say of its own chain that it was signed or verified', async () => {
    const { ctx } = await chainOf(1)
    const claim = withTenant(ctx, (tx) => tx.execute(sql`update audit_heads set anchored_seq = 99`))
    await expect(claim).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})

test('an entry takes two round trips', async () => {
  const { ctx } = await chainOf(1)
  let statements = 0
  await withTenant(ctx, async (tx) => {
    const counting = new Proxy(tx, {
      get(target, name) {
        if (name === 'execute') statements++
        return Reflect.get(target, name, target)
      },
    })
    await recordAudit(ctx, counting, { action: 'otp.canceled', target: { type: 'otp', id: 'otp_x' } })
  })
  expect(statements).toBe(2)
  await doSomething(ctx)
  const [head] = await owner`select seq::int as seq from audit_heads where tenant_id = ${ctx.tenantId}`
  expect(head?.seq).toBe(3)
})
