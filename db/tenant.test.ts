import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { describe, expect, test } from 'vitest'
import { client } from '@/db/client'
import { makeTenant } from '@/db/factories'
import { insertOf, makeValues, type Row, type Table, tenantTables, whereKey } from '@/db/fixtures/rows'
import { apiKeys } from '@/db/tables/keys'
import { asSystem, type SystemTx, type TenantScope, type TenantTx, withTenant } from '@/db/tenant'
import type { Mode } from '@/lib/core/context'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

const tables = await tenantTables()

describe.each(tables)('$name', (table) => {
  test('a row of one tenant is there for that tenant and for nobody else', async () => {
    const [a, b] = await twoTenants()
    const row = await insertAs(a, table)
    expect(await countAs(a, table, row)).toBe(1)
    expect(await countAs(b, table, row)).toBe(0)
    await expectUntouched(b, updateOf(table, row))
    await expectUntouched(b, deleteOf(table, row))
    expect(await countAs(a, table, row)).toBe(1)
  })

  test('nobody writes a row into another tenant, or moves one there', async () => {
    const [a, b] = await twoTenants()
    const values = { ...(await makeValues(table, a)), tenant_id: a.tenantId }
    await expect(touched(b, insertOf(table.name, values))).rejects.toMatchObject(refused)
    const own = await insertAs(b, table)
    const move = `update ${table.name} set tenant_id = '${a.tenantId}' where ${whereKey(table, own)}`
    await expect(touched(b, move)).rejects.toMatchObject(refused)
  })

  test.runIf(table.hasMode)(
    'a live row is not there in test mode, and cannot be written from it',
    async () => {
      const [live] = await twoTenants()
      const testMode = { ...live, mode: 'test' } as const
      const row = await insertAs(live, table)
      expect(await countAs(testMode, table, row)).toBe(0)
      expect(await touched(testMode, updateOf(table, row))).toBe(0)
      expect(await touched(testMode, deleteOf(table, row))).toBe(0)
      const values = { ...(await makeValues(table, live)), mode: 'live' }
      await expect(touched(testMode, insertOf(table.name, values))).rejects.toMatchObject(refused)
      expect(await countAs(live, table, row)).toBe(1)
    },
  )

  test('a tenant cannot write a row into a tenant that is nobody’s, or empty the table', async () => {
    const [a] = await twoTenants()
    const values = { ...(await makeValues(table, a)), tenant_id: newUuid() }
    await expect(touched(a, insertOf(table.name, values))).rejects.toMatchObject(refused)
    await expect(touched(a, `truncate ${table.name}`)).rejects.toMatchObject(refused)
  })

  test('the login alone is refused, before and after a tenant used its connection', async () => {
    const [a] = await twoTenants()
    const row = await insertAs(a, table)
    const login = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
    const denied = { code: '42501' }
    try {
      await expect(login.unsafe(selectOf(table, row))).rejects.toMatchObject(denied)
      const seen = await login.begin(async (tx) => {
        await tx`select enter_tenant(${a.tenantId}, ${a.mode})`
        return tx.unsafe(selectOf(table, row))
      })
      expect(seen).toHaveLength(1)
      await expect(login.unsafe(selectOf(table, row))).rejects.toMatchObject(denied)
      await expect(login.unsafe(updateOf(table, row))).rejects.toMatchObject(denied)
      await expect(login.unsafe(deleteOf(table, row))).rejects.toMatchObject(denied)
    } finally {
      await login.end()
    }
  })
})

test('what a tenant cannot read at all is refused to it', async () => {
  const [a] = await twoTenants()
  for (const table of ['users', 'app_meta', 'meta_webhooks'])
    await expect(touched(a, `select from ${table}`)).rejects.toMatchObject(refused)
})

test('a tenant sees itself among the tenants, and cannot change even that', async () => {
  const [a] = await twoTenants()
  const rows = await withTenant(a, (tx) => tx.execute(sql`select id from tenants`))
  expect(rows.map((row) => row.id)).toEqual([a.tenantId])
  await expect(touched(a, "update tenants set plan = 'scale'")).rejects.toMatchObject(refused)
})

test('200 transactions of ten tenants over one pool never see each other’s rows', async () => {
  const scopes = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const scope = { tenantId: (await makeTenant()).id, mode: index % 2 ? 'test' : 'live' } as const
      await withTenant(scope, (tx) =>
        tx.insert(apiKeys).values(Array.from({ length: index + 1 }, () => keyValues())),
      )
      return { ...scope, keys: index + 1 }
    }),
  )
  const visits = Array.from({ length: 200 }, async (_, visit) => {
    const scope = scopes[visit % scopes.length]
    if (!scope) throw new Error('There are ten.')
    const rows = await withTenant(scope, async (tx) => {
      await tx.execute(sql`select pg_sleep(random() / 100)`)
      return tx.select().from(apiKeys)
    })
    const own = rows.every(({ tenantId, mode }) => tenantId === scope.tenantId && mode === scope.mode)
    return { own, complete: rows.length === scope.keys }
  })
  for (const visit of await Promise.all(visits)) expect(visit).toEqual({ own: true, complete: true })
})

test('after a transaction, kept or rolled back, its connection knows nothing of the tenant', async () => {
  const [a] = await twoTenants()
  const kept = Array.from({ length: 40 }, () => withTenant(a, (tx) => tx.execute(sql`select pg_sleep(0.01)`)))
  const failed = Array.from({ length: 40 }, () =>
    withTenant(a, async () => {
      throw new Error('rolled back')
    }).catch(() => null),
  )
  await Promise.all([...kept, ...failed])
  const settings = await Promise.all(
    Array.from({ length: policy.database.poolSize * 4 }, () =>
      client().db.execute(sql`select current_user as role, current_setting('app.tenant_id', true) as tenant,
        current_setting('app.mode', true) as mode, pg_sleep(0.01)`),
    ),
  )
  for (const [row] of settings) {
    expect(row?.role).toBe('hawk_app')
    expect(row?.tenant || null).toBeNull()
    expect(row?.mode || null).toBeNull()
  }
})

test('a tenant that was never named sees nothing, instead of everything', async () => {
  const rows = await client().db.transaction(async (tx) => {
    await tx.execute(sql`set local role hawk_tenant`)
    return tx.execute(sql`select from api_keys`)
  })
  expect(rows).toHaveLength(0)
})

test('the system sees all tenants, and only for as long as its transaction lasts', async () => {
  const [a, b] = await twoTenants()
  await Promise.all([a, b].map((scope) => withTenant(scope, (tx) => tx.insert(apiKeys).values(keyValues()))))
  const rows = await asSystem((tx) => tx.select().from(apiKeys))
  const tenants = new Set(rows.map((row) => row.tenantId))
  expect([...tenants]).toEqual(expect.arrayContaining([a.tenantId, b.tenantId]))
  await expect(client().db.select().from(apiKeys)).rejects.toMatchObject(refused)
})

test('a store cannot be called with the pool, a plain transaction or the system’s', async () => {
  const store = async (tx: TenantTx) => tx
  const compiles = async (system: SystemTx) => {
    // @ts-expect-error: the pool is no tenant's transaction.
    await store(client().db)
    // @ts-expect-error: a plain transaction has entered nothing.
    await client().db.transaction(store)
    // @ts-expect-error: the system's transaction sees everyone.
    await store(system)
  }
  expect(compiles).toBeTypeOf('function')
})

/** drizzle wraps what Postgres answered: insufficient privilege, or a row that violates a policy. */
const refused = { cause: { code: '42501' } }

async function twoTenants(mode: Mode = 'live') {
  const [a, b] = await Promise.all([makeTenant(), makeTenant()])
  return [
    { tenantId: a.id, mode },
    { tenantId: b.id, mode },
  ] as const
}

function keyValues() {
  const id = newUuid()
  return { id, name: 'key', keyHash: id, keyPrefix: 'wsa_', lastFour: '0000', scopes: [] }
}

/** The tenant and the mode are left to the defaults, as every store leaves them. */
async function insertAs(scope: TenantScope, table: Table): Promise<Row> {
  const values = await makeValues(table, scope)
  await touched(scope, insertOf(table.name, values))
  return values
}

const selectOf = (table: Table, row: Row) => `select * from ${table.name} where ${whereKey(table, row)}`
const updateOf = (table: Table, row: Row) =>
  `update ${table.name} set tenant_id = tenant_id where ${whereKey(table, row)}`
const deleteOf = (table: Table, row: Row) => `delete from ${table.name} where ${whereKey(table, row)}`

async function countAs(scope: TenantScope, table: Table, row: Row): Promise<number> {
  return (await withTenant(scope, (tx) => tx.execute(sql.raw(selectOf(table, row))))).length
}

/** The row is not there for them, or nobody may change the table's rows at all. */
async function expectUntouched(scope: TenantScope, statement: string): Promise<void> {
  const rows = await touched(scope, statement).catch((error: unknown) => {
    expect(error).toMatchObject(refused)
    return 0
  })
  expect(rows).toBe(0)
}

async function touched(scope: TenantScope, statement: string): Promise<number> {
  return (await withTenant(scope, (tx) => tx.execute(sql.raw(statement)))).count
}
