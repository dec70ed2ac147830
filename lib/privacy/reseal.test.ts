import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { flushSignals } from '@/lib/alerts/count-signal'
import { codeOf, forgetSteps, signedIn, withApp } from '@/lib/auth/fixtures/signed-in'
import { seal } from '@/lib/core/crypto'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { messagesTo } from '@/lib/core/fixtures/sandbox'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { makeSendingTenant } from '@/lib/otp/fixtures/sending'
import { firstKey, idOf, newKey, type Process, processWith } from '@/lib/privacy/fixtures/processes'
import {
  countUnder,
  makeTenantWithSecrets,
  openAll,
  putToken,
  readColumn,
  tokenOf,
} from '@/lib/privacy/fixtures/sealed'
import { lastingColumns, passingColumns } from '@/lib/privacy/reseal-system'

const known = [firstKey]
let next = ''
let during: Process

/** Values that other tests of this database have spoilt: nobody opens them, and so they stay under the first key. */
let spoilt = 0

beforeAll(async () => {
  const key = newKey()
  const process = await processWith(key, ...known)
  known.push(key)
  await process.reseal()
  spoilt = await countUnder(process, idOf(firstKey))
})

beforeEach(async () => {
  next = newKey()
  during = await processWith(next, ...known)
  known.push(next)
})

/** Other tests of this database have but the first key. */
afterAll(async () => {
  await (await processWith(...known)).reseal()
  for (const key of known.slice(1)) expect(await countUnder(during, idOf(key))).toBe(0)
})

test('every sealed column is sealed anew, or named among those that end by themselves', async () => {
  const columns = await owner<{ name: string }[]>`
    select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attname like '%sealed%' and not a.attisdropped`
  const listed = [...lastingColumns, ...passingColumns].map(({ sealed }) => {
    const { table } = during.placeOf({ sealed, row: sealed, tenant: 'none' }, value(''))
    return `${table}.${sealed.name}`
  })
  expect(columns.length).toBeGreaterThan(9)
  expect(listed.sort()).toEqual(columns.map(({ name }) => name).sort())
})

test('what ends by itself has ended when an older key may go', () => {
  const longest = Math.max(...passingColumns.map(({ hours }) => hours))
  expect(longest + policy.keyRing.resealSeconds / 3_600).toBeLessThanOrEqual(policy.keyRing.oldKeyHours)
})

test('a send works before, while and after its token is sealed anew, by processes of either ring', async () => {
  const tenant = await makeTenantWithSecrets()
  const older = await processWith(...known)
  const send = async ({ sendAndRead }: Process) => {
    const { code } = await sendAndRead(tenant, randomPhone())
    expect(code).toMatch(/^\d{6}$/)
  }
  await send(older)
  await Promise.all([during.reseal(), send(during), send(older), send(during), send(older)])
  await send(older)
  await send(during)
  await send(await processWith(next))
})

test('afterwards the older key can leave the ring, and everything that lasts still opens', async () => {
  const tenant = await makeTenantWithSecrets()
  const person = await signedIn()
  const { secret } = await withApp(person)
  const before = await processWith(firstKey)
  expect(await openAll(before, tenant.tenantId)).toEqual(tenant.secrets)
  await during.reseal()
  const after = await processWith(next)
  expect(await openAll(after, tenant.tenantId)).toEqual(tenant.secrets)
  await forgetSteps(person)
  const take = (one: Process) => one.asSystem((tx) => one.takeTotpCode(tx, person.user.id, codeOf(secret)))
  expect(await take(after)).toBe('right')
  await expect(openAll(before, tenant.tenantId)).rejects.toThrow('no key')
  expect(await countUnder(during, idOf(firstKey))).toBe(spoilt)
  expect(await during.reseal()).toMatchObject({ resealed: 0, changed: 0 })
})

test('one token in three places is three different values, and each time another', async () => {
  const { sender, connectionId } = await makeTenantWithSecrets()
  const values = async () => {
    const rows = await owner<{ sealed: string }[]>`
      select access_token_sealed as sealed from senders where id = ${sender.id}
      union all select access_token_sealed from whatsapp_accounts where id = ${sender.accountId}
      union all select access_token_sealed from sender_connections where id = ${connectionId}`
    return rows.map(({ sealed }) => sealed.split('.')[3])
  }
  const before = await values()
  await during.reseal()
  expect(new Set([...before, ...(await values())]).size).toBe(6)
})

describe('what does not open', () => {
  test('tokens swapped between two rows send nothing, stay as they are, and are told of', async () => {
    const [one, other] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
    const [own, foreign] = await Promise.all([tokenOf(one.sender.id), tokenOf(other.sender.id)])
    await Promise.all([putToken(one.sender.id, foreign), putToken(other.sender.id, own)])
    const to = randomPhone()
    await expect(during.sendAndRead(one, to)).rejects.toThrow()
    expect(await messagesTo(to)).toEqual([])
    expect((await during.reseal()).unopened).toBeGreaterThanOrEqual(2)
    expect([await tokenOf(one.sender.id), await tokenOf(other.sender.id)]).toEqual([foreign, own])
    await flushSignals()
    for (const [{ tenantId }, times] of [
      [one, 2],
      [other, 1],
    ] as const)
      expect(
        await owner`select subject, sum(count)::int as times from signal_counts
          where tenant_id = ${tenantId} and kind = 'unseal_failed' group by 1`,
      ).toEqual([{ subject: 'senders.access_token', times }])
    await Promise.all([putToken(one.sender.id, own), putToken(other.sender.id, foreign)])
  })

  test.each([
    ['garbage', () => 'x'],
    ['a value of a key that nobody has', () => `v1.gone.${Buffer.alloc(12).toString('base64url')}.eA.eA`],
  ])('%s stops nothing else, before it or behind it', async (_, broken) => {
    const tenants = await Promise.all([makeSendingTenant(), makeSendingTenant(), makeSendingTenant()])
    const [first, middle, last] = tenants.sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1))
    const before = await tokenOf(middle?.sender.id ?? '')
    await putToken(middle?.sender.id ?? '', broken())
    expect((await during.reseal()).unopened).toBeGreaterThanOrEqual(1)
    for (const tenant of [first, last])
      expect(await tokenOf(tenant?.sender.id ?? '')).toMatch(`v1.${idOf(next)}.`)
    expect(await tokenOf(middle?.sender.id ?? '')).toBe(broken())
    await putToken(middle?.sender.id ?? '', before)
  })
})

test('more than two pages go in one run, and two processes at once seal each value once', async () => {
  const many = policy.keyRing.resealRows * 2 + 1
  const mark = newUuid()
  const rows = Array.from({ length: many }, newUuid).map((id) => ({
    id,
    slug: `reseal-${id}`,
    name: mark,
    webhook_secret_sealed: seal(
      { table: 'tenants', column: 'webhook_secret', tenantId: id, rowId: id },
      `whsec_${id}`,
    ),
  }))
  await owner`insert into tenants ${owner(rows)}`
  let old = 0
  for (const key of known.filter((key) => key !== next)) old += await countUnder(during, idOf(key))
  const [one, other] = await Promise.all([during.reseal(), during.reseal()])
  expect(old).toBeGreaterThanOrEqual(many)
  expect(one.resealed + other.resealed).toBe(old - spoilt)
  expect(await countUnder(during, idOf(firstKey))).toBe(spoilt)
  const sealed = await owner<{ id: string; sealed: string }[]>`
    select id, webhook_secret_sealed as sealed from tenants where name = ${mark}`
  for (const { id, sealed: value } of sealed)
    expect(
      during.unseal({ table: 'tenants', column: 'webhook_secret', tenantId: id, rowId: id }, value),
    ).toBe(`whsec_${id}`)
  await owner`delete from tenants where name = ${mark}`
})

describe('a token that changes meanwhile is kept', () => {
  const change = (tenant: { tenantId: string; sender: { id: string } }, token: string) => {
    const { tenantId, sender } = tenant
    return seal({ table: 'senders', column: 'access_token', tenantId, rowId: sender.id }, token)
  }

  test('after it was read', async () => {
    const tenant = await makeSendingTenant()
    const [column] = lastingColumns
    if (!column) throw new Error('There is nothing to seal.')
    const all = await readColumn(during, column)
    const mine = all.filter(({ rowId }) => rowId === tenant.sender.id)
    const given = mine.map((one) => ({
      ...one,
      anew: during.seal(during.placeOf(column, one), 'EAAG_OLD'),
    }))
    expect(given).toHaveLength(1)
    const newer = change(tenant, 'EAAG_NEWER')
    await putToken(tenant.sender.id, newer)
    expect(await during.asSystem((tx) => during.replaceSealed(tx, column, given))).toBe(0)
    expect(await tokenOf(tenant.sender.id)).toBe(newer)
  })

  test('while somebody holds its row, whom nobody waits for', async () => {
    const tenant = await makeSendingTenant()
    const newer = change(tenant, 'EAAG_NEWER')
    await owner.begin(async (tx) => {
      await tx`update senders set access_token_sealed = ${newer} where id = ${tenant.sender.id}`
      expect((await during.reseal()).changed).toBe(1)
    })
    expect(await tokenOf(tenant.sender.id)).toBe(newer)
    await during.reseal()
    expect(await openAll(during, tenant.tenantId)).toMatchObject({ 'senders.access_token': 'EAAG_NEWER' })
  })

  test('however often, in a race', async () => {
    const tenant = await makeSendingTenant()
    const race = async () => {
      for (let at = 0; at < 40; at++) await putToken(tenant.sender.id, change(tenant, `EAAG_${at}`))
    }
    const runs = async () => {
      for (let at = 0; at < 5; at++) await during.reseal()
    }
    await Promise.all([race(), runs(), runs()])
    expect(await openAll(during, tenant.tenantId)).toMatchObject({ 'senders.access_token': 'EAAG_39' })
  })
})

function value(sealed: string) {
  return { tenantId: newUuid(), rowId: newUuid(), sealed }
}
