import type { TransactionSql } from 'postgres'
import { describe, expect, test } from 'vitest'
import * as catalogue from '@/db/fixtures/catalogue'
import { plants } from '@/db/fixtures/catalogue-plants'
import { owner } from '@/db/fixtures/owner'

describe('the catalogue', () => {
  test.each(catalogue.checks)('%s', async (_, check) => {
    expect(await check(owner)).toEqual([])
  })

  test('there is something to protect', async () => {
    const [row] = await owner<{ tables: number }[]>`
      select count(*)::int as tables from information_schema.columns
      where table_schema = 'public' and column_name = 'tenant_id'`
    expect(row?.tables).toBeGreaterThan(8)
  })

  test('the login is nobody: no superuser, no owner, and heir to nothing', async () => {
    const roles = await owner`
      select rolname, rolsuper, rolbypassrls, rolcanlogin, rolinherit, rolcreaterole, rolcreatedb, rolreplication
      from pg_roles where starts_with(rolname, 'hawk_') order by 1`
    const powerless = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
    }
    expect(roles.map((role) => ({ ...role }))).toEqual([
      { rolname: 'hawk_app', ...powerless, rolcanlogin: true, rolinherit: false },
      { rolname: 'hawk_system', ...powerless, rolcanlogin: false, rolinherit: true },
      { rolname: 'hawk_tenant', ...powerless, rolcanlogin: false, rolinherit: true },
    ])
    const owned = await owner`
      select objid from pg_shdepend where deptype = 'o' and refobjid in (
        'hawk_app'::regrole, 'hawk_tenant'::regrole, 'hawk_system'::regrole)`
    expect(owned).toHaveLength(0)
  })

  test('the login may become the tenant and the system, and nobody else; those may become nobody', async () => {
    const members = await owner`
      select m.member::regrole::text as member, m.roleid::regrole::text as role, m.inherit_option, m.set_option,
        m.admin_option
      from pg_auth_members m where starts_with(m.member::regrole::text, 'hawk_') order by 1, 2`
    const settable = { inherit_option: false, set_option: true, admin_option: false }
    expect(members.map((row) => ({ ...row }))).toEqual([
      { member: 'hawk_app', role: 'hawk_system', ...settable },
      { member: 'hawk_app', role: 'hawk_tenant', ...settable },
    ])
  })

  test('what grows with traffic is partitioned by month, and the next three months have their partitions', async () => {
    const parents = await owner<{ name: string; strategy: string; columns: string }[]>`
      select c.relname as name, p.partstrat::text as strategy, pg_get_partkeydef(c.oid) as columns
      from pg_partitioned_table p join pg_class c on c.oid = p.partrelid order by 1`
    expect(parents.map((parent) => ({ ...parent }))).toEqual(
      [
        'events',
        'messages',
        'meta_webhooks',
        'otp_guard_blocks',
        'requests',
        'usage_entries',
        'webhook_attempts',
        'webhook_deliveries',
      ].map((name) => ({
        name,
        strategy: 'r',
        columns: 'RANGE (id)',
      })),
    )
    const months = await owner<{ month: string }[]>`
      select to_char(m, '_YYYY_MM') as month from generate_series(
        date_trunc('month', now() at time zone 'UTC'),
        date_trunc('month', now() at time zone 'UTC') + interval '3 months', '1 month') m`
    expect(months).toHaveLength(4)
    const partitions = await owner<{ name: string }[]>`
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relispartition`
    const existing = partitions.map(({ name }) => name)
    for (const { name } of parents)
      expect(existing).toEqual(expect.arrayContaining(months.map(({ month }) => name + month)))
  })

  test('neither the login nor a tenant may create anything', async () => {
    const [row] = await owner`
      select bool_or(has_schema_privilege(r, 'public', 'create') or has_database_privilege(r, current_database(), 'create'))
        as may from unnest(array['hawk_app', 'hawk_tenant', 'hawk_system']) r`
    expect(row?.may).toBe(false)
  })
})

test('the audit log stays as it is when its tables are protected once more, as after every migration', async () => {
  const reports = await inRolledBackTransaction(async (tx) => {
    await tx`grant update, delete on audit_entries to hawk_tenant, hawk_system`
    await tx`select protect_tables()`
    return catalogue.changesToTheAuditLog(tx)
  })
  expect(reports).toEqual([])
})

describe('what is planted is found', () => {
  test.each(plants)('%s', async (_, sql, found) => {
    const reports = await inRolledBackTransaction(async (tx) => {
      await tx.unsafe(sql)
      const all = []
      for (const [, check] of catalogue.checks) all.push({ check, report: await check(tx) })
      return all
    })
    for (const { check, report } of reports) {
      const expected = found.filter(([finder]) => finder === check).map(([, name]) => name)
      expect(report).toEqual(expected.map((name) => expect.stringContaining(name)))
    }
  })

  test('and none of it stays', async () => {
    expect(await owner`select from pg_class where relname in ('planted', 'child')`).toHaveLength(0)
  })
})

class RolledBack extends Error {}

async function inRolledBackTransaction<T>(run: (tx: TransactionSql) => Promise<T>): Promise<T> {
  const results: T[] = []
  await owner
    .begin(async (tx) => {
      results.push(await run(tx))
      throw new RolledBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error
    })
  const [result] = results
  if (result === undefined) throw new Error('Nothing was run.')
  return result
}
