import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test, vi } from 'vitest'
import { makeSender, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { flushSignals } from '@/lib/alerts/count-signal'
import { env } from '@/lib/core/env'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { testContext } from '@/lib/core/test-context'
import { makeSendingTenant } from '@/lib/otp/fixtures/sending'
import { resealOutdated } from '@/lib/privacy/reseal'
import { sealedColumns } from '@/lib/privacy/seal-system'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

const newKey = () => randomBytes(32).toString('base64')

/** What a process does that was started with this key ring. */
async function withKeyRing<T>(
  ring: string,
  work: (own: Awaited<ReturnType<typeof ownModules>>) => Promise<T>,
): Promise<T> {
  vi.stubEnv('HAWK_KEYS', ring)
  vi.resetModules()
  return work(await ownModules())
}

async function ownModules() {
  const [{ resealOutdated: reseal }, { seal, unseal }, sending] = await Promise.all([
    import('@/lib/privacy/reseal'),
    import('@/lib/core/crypto'),
    import('@/lib/otp/fixtures/sending'),
  ])
  return { reseal, seal, unseal, ...sending }
}

/** Every sealed value of a tenant, by its column. */
async function sealedOf(tenantId: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const { table, sealed, tenant } of sealedColumns) {
    if (tenant === null) continue
    const rows = await owner.unsafe<{ value: string }[]>(
      `select ${sealed} as value from ${table} where ${tenant} = '${tenantId}' and ${sealed} is not null`,
    )
    for (const { value } of rows) found[`${table}.${sealed}`] = value
  }
  return found
}
const keysOf = (values: Record<string, string>) =>
  new Set(Object.values(values).map((value) => value.split('.')[1]))

test('a change of keys: sends go out before, during and after, and the old key may leave the ring', {
  timeout: 60_000,
}, async () => {
  const older = env().HAWK_KEYS
  const oldId = older.split(':')[0]
  const newer = `next${randomBytes(3).toString('hex')}:${newKey()}`
  const newId = newer.split(':')[0]
  const tenant = await makeSendingTenant()
  const place = { table: 'senders', column: 'pin', tenantId: tenant.tenantId, rowId: tenant.sender.id }
  const arrives = (own: Awaited<ReturnType<typeof ownModules>>) => {
    const context = testContext({ tenantId: tenant.tenantId, mode: 'live' })
    return own.sendAndRead({ ...tenant, ...context }, randomPhone())
  }

  await withKeyRing(older, async (own) => {
    await owner`update senders set pin_sealed = ${own.seal(place, '123456')} where id = ${tenant.sender.id}`
    await arrives(own)
  })
  const before = await sealedOf(tenant.tenantId)
  expect(Object.keys(before).length).toBeGreaterThanOrEqual(4)
  expect(keysOf(before)).toEqual(new Set([oldId]))

  await withKeyRing(`${newer},${older}`, async (own) => {
    await arrives(own)
    const [sends] = await Promise.all([
      Promise.all(Array.from({ length: 5 }, () => arrives(own))),
      own.reseal(),
      own.reseal(),
    ])
    expect(sends).toHaveLength(5)
    expect((await own.reseal()).resealed).toBe(0)
  })
  const after = await sealedOf(tenant.tenantId)
  expect(Object.keys(after)).toEqual(Object.keys(before))
  expect(keysOf(after)).toEqual(new Set([newId]))

  await withKeyRing(newer, async (own) => {
    await arrives(own)
    expect(own.unseal(place, after['senders.pin_sealed'] ?? '')).toBe('123456')
  })
})

test('a token that is replaced meanwhile is not overwritten', { timeout: 30_000 }, async () => {
  const older = env().HAWK_KEYS
  const { id: tenantId } = await makeTenant()
  const { id: rowId } = await makeSender({ tenantId, mode: 'live' })
  const place = { table: 'senders', column: 'access_token', tenantId, rowId }
  await withKeyRing(`next:${newKey()},${older}`, async (own) => {
    const fresh = own.seal(place, 'EAA_FRESH')
    const { replaceSealed } = await import('@/lib/privacy/seal-system')
    const { asSystem } = await import('@/db/tenant')
    const [column] = sealedColumns
    const { 'senders.access_token_sealed': sealed = '' } = await sealedOf(tenantId)
    await owner`update senders set access_token_sealed = ${fresh} where id = ${rowId}`
    const replace = (old: string) =>
      asSystem(async (tx) =>
        column ? replaceSealed(tx, column, { tenantId, rowId, sealed: old }, 'v1.a.b.c.d') : false,
      )
    expect(await replace(sealed)).toBe(false)
    await own.reseal()
    expect((await sealedOf(tenantId))['senders.access_token_sealed']).toBe(fresh)
    await owner`update senders set access_token_sealed = null where id = ${rowId}`
  })
})

test('two tokens that were swapped between rows open nowhere, are left as they are, and an alarm tells of it', async () => {
  const { findCredentials } = await import('@/lib/senders/credentials')
  const { withTenant } = await import('@/db/tenant')
  const [one, other] = [await makeSendingTenant(), await makeSendingTenant()]
  const sealedBy = async ({ sender }: typeof one) => {
    const [row] = await owner<{ sealed: string }[]>`
      select access_token_sealed as sealed from senders where id = ${sender.id}`
    return row?.sealed ?? ''
  }
  const [mine, theirs] = [await sealedBy(one), await sealedBy(other)]
  await owner`update senders set access_token_sealed = ${theirs} where id = ${one.sender.id}`
  await owner`update senders set access_token_sealed = ${mine} where id = ${other.sender.id}`
  for (const { ctx, sender } of [one, other])
    await expect(withTenant(ctx, (tx) => findCredentials(ctx, tx, sender.id))).rejects.toThrow()
  const { flushSignals: flush } = await import('@/lib/alerts/count-signal')
  await flush()
  await flushSignals()
  const signals = await owner`select subject from signal_counts
    where tenant_id in (${one.tenantId}, ${other.tenantId}) and kind = 'unseal_failed'`
  expect(signals).toMatchObject([{ subject: 'senders.access_token' }, { subject: 'senders.access_token' }])
  expect([await sealedBy(one), await sealedBy(other)]).toEqual([theirs, mine])
  await owner`update senders set access_token_sealed = null where id in (${one.sender.id}, ${other.sender.id})`
})

test('the same token sealed for two rows, or twice for one, never looks the same', async () => {
  const accessToken = 'EAASANDBOX_SAME'
  const { id: tenantId } = await makeTenant()
  const { id } = await makeSender({ tenantId, mode: 'live', accessToken })
  const values = Object.entries(await sealedOf(tenantId)).filter(([name]) => name.includes('access_token'))
  expect(values).toHaveLength(2)
  const { seal } = await import('@/lib/core/crypto')
  const place = { table: 'senders', column: 'access_token', tenantId, rowId: id }
  const all = [...values.map(([, value]) => value), seal(place, accessToken), seal(place, accessToken)]
  expect(new Set(all.map((value) => value.split('.')[3])).size).toBe(4)
})

test('no token is in a dump of all tables', async () => {
  const tenant = await makeSendingTenant()
  await resealOutdated()
  const tables = await owner<{ name: string }[]>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`
  expect(tables.length).toBeGreaterThan(30)
  let dump = ''
  for (const { name } of tables) dump += await text(await owner.unsafe(`copy "${name}" to stdout`).readable())
  expect(dump).toContain(tenant.sender.phoneNumberId)
  expect(dump).not.toContain(tenant.sender.accessToken)
  expect(dump).not.toContain(Buffer.from(tenant.sender.accessToken).toString('hex'))
})

test('every column of the database that is named as sealed is in the list, or gone within hours', async () => {
  const columns = await owner<{ name: string }[]>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name like '%sealed' and table_name !~ '_[0-9]{4}_[0-9]{2}$'`
  const brief = ['challenges.secret_sealed', 'idempotency_records.body_sealed', 'mails.fields_sealed']
  const kept = columns.map(({ name }) => name).filter((name) => !brief.includes(name))
  expect(kept.sort()).toEqual(sealedColumns.map(({ table, sealed }) => `${table}.${sealed}`).sort())
})
