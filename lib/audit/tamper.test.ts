import type { TransactionSql } from 'postgres'
import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { chainOf, doSomething, entriesInOrder, rewrite, tamper } from '@/lib/audit/fixtures/chain'
import { chainHash } from '@/lib/audit/rules'
import type { ChainFault } from '@/lib/audit/schema'
import { verifyChain } from '@/lib/audit/verify-chain'
import { newUuid } from '@/lib/core/ids'

const length = 8
type Deed = (tx: TransactionSql, tenantId: string) => Promise<unknown>

async function foundAfter(deed: Deed): Promise<ChainFault | null> {
  const { tenantId } = await chainOf(length)
  await tamper((tx) => deed(tx, tenantId))
  return (await verifyChain(tenantId)).fault
}

test('a chain that nobody touched is whole', async () => {
  const { tenantId } = await chainOf(length)
  expect(await verifyChain(tenantId)).toEqual({ tenantId, entries: length, anchors: 0, fault: null })
})

describe('a column that the owner of the database edited is found in its row', () => {
  const edits: Record<string, string> = {
    id: `'${newUuid()}'`,
    action: `'api_key.revoked'`,
    actor_type: `'system'`,
    actor_id: `'usr_somebody'`,
    target_type: `'otp'`,
    target_id: `'key_other'`,
    entry_mode: 'null',
    before: `'{"number": 99}'`,
    after: 'null',
    request_id: `'${newUuid()}'`,
    address_hash: `'k1.0'`,
    address: `'198.51.100.1'`,
    previous_hash: `repeat('1', 64)`,
    hash: `repeat('1', 64)`,
    happened_at: `happened_at - interval '1 day'`,
  }

  test.each(Object.entries(edits))('%s', async (column, value) => {
    for (const seq of [1, 4, length])
      expect(
        await foundAfter((tx, tenantId) =>
          tx.unsafe(
            `update audit_entries set ${column} = ${value} where tenant_id = '${tenantId}' and seq = ${seq}`,
          ),
        ),
        `#${seq}`,
      ).toMatchObject({ seq, kind: 'edited' })
  })

  test('seq', async () => {
    const found = await foundAfter(
      (tx, tenantId) => tx`update audit_entries set seq = 99 where tenant_id = ${tenantId} and seq = 4`,
    )
    expect(found).toMatchObject({ seq: 4, kind: 'moved', detail: 'What was #4 stands at #99.' })
  })

  test('tenant_id: it is missing here, and found where it went', async () => {
    const other = await chainOf(2)
    const found = await foundAfter(
      (tx, tenantId) =>
        tx`update audit_entries set tenant_id = ${other.tenantId} where tenant_id = ${tenantId} and seq = 4`,
    )
    expect(found).toMatchObject({ seq: 4, kind: 'deleted' })
    expect((await verifyChain(other.tenantId)).fault).toMatchObject({ seq: 4, kind: 'inserted' })
  })

  test('and the list of columns is complete', async () => {
    const columns = await owner<{ name: string }[]>`
      select attname as name from pg_attribute
      where attrelid = 'audit_entries'::regclass and attnum > 0 and not attisdropped`
    expect(columns.map(({ name }) => name).sort()).toEqual([...Object.keys(edits), 'seq', 'tenant_id'].sort())
  })

  test('only an address may go: that is how a person is forgotten', async () => {
    const found = await foundAfter(
      (tx, tenantId) => tx`update audit_entries set address = null where tenant_id = ${tenantId}`,
    )
    expect(found).toBeNull()
  })
})

const deeds: [what: string, deed: Deed, found: Partial<ChainFault>][] = [
  [
    'a deleted row',
    (tx, id) => tx`delete from audit_entries where tenant_id = ${id} and seq = 3`,
    { seq: 3, kind: 'deleted', detail: '#3 is missing.' },
  ],
  [
    'the first rows deleted',
    (tx, id) => tx`delete from audit_entries where tenant_id = ${id} and seq <= 2`,
    { seq: 1, kind: 'deleted', detail: '#1 to #2 are missing.' },
  ],
  [
    'a deleted row whose number the others took',
    async (tx, id) => {
      await tx`delete from audit_entries where tenant_id = ${id} and seq = 3`
      await tx`update audit_entries set seq = seq - 1 where tenant_id = ${id} and seq > 3`
      await tx`update audit_heads set seq = seq - 1 where tenant_id = ${id}`
    },
    { seq: 3, kind: 'deleted', detail: '#3 is missing, and the entries after moved up.' },
  ],
  ['two rows that swapped their numbers', (tx, id) => swapNumbers(tx, id, 3, 6), { seq: 3, kind: 'moved' }],
  ['two neighbours that did', (tx, id) => swapNumbers(tx, id, 4, 5), { seq: 4, kind: 'moved' }],
  [
    'two rows that swapped what they say',
    (tx, id) => swapWords(tx, id, 2, 7),
    { seq: 2, kind: 'moved', detail: '#2 says what #7 said.' },
  ],
  [
    'a row put in, the others pushed on',
    (tx, id) => putIn(tx, id, 4, 'nonsense'),
    { seq: 4, kind: 'inserted' },
  ],
  ['the same with its hash computed', (tx, id) => putIn(tx, id, 4, 'computed'), { seq: 4, kind: 'inserted' }],
  [
    'a row put behind the end',
    (tx, id) => tx`
      insert into audit_entries select * from jsonb_populate_recordset(null::audit_entries, (
        select jsonb_agg(to_jsonb(e) || jsonb_build_object('seq', ${length + 1}::int, 'id', gen_random_uuid()))
        from audit_entries e where tenant_id = ${id} and seq = ${length}))`,
    { seq: length + 1, kind: 'inserted' },
  ],
  [
    'a row put in before the first',
    (tx, id) => tx`
      insert into audit_entries select * from jsonb_populate_recordset(null::audit_entries, (
        select jsonb_agg(to_jsonb(e) || jsonb_build_object('seq', 0, 'id', gen_random_uuid()))
        from audit_entries e where tenant_id = ${id} and seq = 1))`,
    { seq: 0, kind: 'inserted' },
  ],
  [
    'the tail cut off',
    (tx, id) => tx`delete from audit_entries where tenant_id = ${id} and seq > 5`,
    { seq: 6, kind: 'cut_off' },
  ],
  [
    'the whole chain gone, but for its head',
    (tx, id) => tx`delete from audit_entries where tenant_id = ${id}`,
    { seq: 1, kind: 'cut_off' },
  ],
  [
    'a head with another hash',
    (tx, id) => tx`update audit_heads set hash = repeat('2', 64) where tenant_id = ${id}`,
    { seq: length, kind: 'head_rewritten' },
  ],
  [
    'a head turned back',
    (tx, id) => tx`
      update audit_heads set seq = 5, hash = (select hash from audit_entries where tenant_id = ${id} and seq = 5)
      where tenant_id = ${id}`,
    { seq: 5, kind: 'head_rewritten' },
  ],
  [
    'a head taken away',
    (tx, id) => tx`delete from audit_heads where tenant_id = ${id}`,
    { kind: 'head_rewritten' },
  ],
]

test.each(deeds)('%s is found and named', async (_, deed, found) => {
  expect(await foundAfter(deed)).toMatchObject(found)
})

test('an entry changed with its hash computed anew is told of by the next one', async () => {
  const { ctx, tenantId } = await chainOf(length)
  const entry = (await entriesInOrder(ctx))[3]
  if (!entry) throw new Error('There are eight.')
  const hash = chainHash(entry.previousHash, { ...entry, actorId: 'usr_other' })
  await tamper(
    (tx) => tx`update audit_entries set actor_id = 'usr_other', hash = ${hash}
      where tenant_id = ${tenantId} and seq = 4`,
  )
  expect((await verifyChain(tenantId)).fault).toMatchObject({ seq: 4, kind: 'edited' })
})

test('a chain written anew from end to end holds by itself: that is what anchors are for', async () => {
  const { ctx, tenantId } = await chainOf(length)
  await rewrite(ctx, 2, { number: 0 })
  expect((await verifyChain(tenantId)).fault).toBeNull()
  await doSomething(ctx)
  expect((await verifyChain(tenantId)).fault).toBeNull()
})

async function swapNumbers(tx: TransactionSql, id: string, one: number, other: number): Promise<void> {
  await tx`update audit_entries set seq = -1 where tenant_id = ${id} and seq = ${one}`
  await tx`update audit_entries set seq = ${one} where tenant_id = ${id} and seq = ${other}`
  await tx`update audit_entries set seq = ${other} where tenant_id = ${id} and seq = -1`
}

async function swapWords(tx: TransactionSql, id: string, one: number, other: number): Promise<void> {
  const rows =
    await tx`select * from audit_entries where tenant_id = ${id} and seq in (${one}, ${other}) order by seq`
  await tx`update audit_entries set id = gen_random_uuid() where tenant_id = ${id} and seq in (${one}, ${other})`
  for (const [at, seq] of [other, one].entries())
    await tx`update audit_entries set id = ${rows[at]?.id}, before = ${tx.json(rows[at]?.before)},
      after = ${tx.json(rows[at]?.after)}, target_id = ${rows[at]?.target_id}, request_id = ${rows[at]?.request_id},
      happened_at = ${rows[at]?.happened_at} where tenant_id = ${id} and seq = ${seq}`
}

async function putIn(
  tx: TransactionSql,
  id: string,
  seq: number,
  how: 'nonsense' | 'computed',
): Promise<void> {
  await tx`update audit_entries set seq = -seq where tenant_id = ${id} and seq >= ${seq}`
  await tx`update audit_entries set seq = 1 - seq where tenant_id = ${id} and seq < 0`
  await tx`update audit_heads set seq = seq + 1 where tenant_id = ${id}`
  const [before] = await tx`select * from audit_entries where tenant_id = ${id} and seq = ${seq - 1}`
  if (!before) throw new Error('There is one before.')
  const said = {
    tenantId: id,
    seq,
    id: newUuid(),
    happenedAt: before.happened_at,
    action: 'api_key.revoked',
    actorType: 'system' as const,
    actorId: 'nobody',
    targetType: 'api_key',
    targetId: 'key_x',
    entryMode: null,
    before: null,
    after: null,
    requestId: newUuid(),
    addressHash: 'k1.0',
  }
  const hash = how === 'computed' ? chainHash(before.hash, said) : 'f'.repeat(64)
  await tx`insert into audit_entries (tenant_id, seq, id, action, actor_type, actor_id, target_type, target_id,
      request_id, address_hash, previous_hash, hash, happened_at)
    values (${id}, ${seq}, ${said.id}, ${said.action}, 'system', 'nobody', 'api_key', 'key_x', ${said.requestId},
      'k1.0', ${before.hash}, ${hash}, ${said.happenedAt})`
}
