import type { TransactionSql } from 'postgres'
import { describe, expect, test } from 'vitest'
import * as catalogue from '@/db/fixtures/catalogue'
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
      ['events', 'messages', 'meta_webhooks', 'otp_guard_blocks', 'requests'].map((name) => ({
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

const columns = `tenant_id uuid not null default current_setting('app.tenant_id')::uuid, id uuid not null,
  primary key (tenant_id, id)`
const protectedTable = (name: string, more = '') => `
  create table ${name} (${columns}${more});
  alter table ${name} enable row level security, force row level security;
  create policy s on ${name} to hawk_system using (true) with check (true);
  create policy t on ${name} to hawk_tenant
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
  grant select, insert, update, delete on ${name} to hawk_tenant, hawk_system;`

/** What is planted, and exactly which checks have to find it, under which name. */
const plants: [what: string, sql: string, found: [catalogue.Check, string][]][] = [
  ['a table like all the others', protectedTable('planted'), []],
  [
    'a table without policies',
    `create table planted (${columns})`,
    [
      [catalogue.unprotectedTables, 'planted'],
      [catalogue.tablesWithoutSystemPolicy, 'planted'],
      [catalogue.tenantTablesWithoutPolicy, 'planted'],
    ],
  ],
  [
    'a table whose row-level security does not bind its owner',
    `${protectedTable('planted')} alter table planted no force row level security`,
    [[catalogue.unprotectedTables, 'planted']],
  ],
  [
    'a tenant table whose only protection would be a where',
    `create table planted (${columns});
     alter table planted enable row level security, force row level security;
     create policy s on planted to hawk_system using (true) with check (true);
     create policy t on planted to hawk_tenant using (true) with check (true);
     grant select on planted to hawk_tenant`,
    [[catalogue.tenantTablesWithoutPolicy, 'planted: t']],
  ],
  [
    'a second, wider policy beside the right one',
    `${protectedTable('planted')} create policy wider on planted to public using (true) with check (true)`,
    [[catalogue.tenantTablesWithoutPolicy, 'planted: wider']],
  ],
  [
    'a policy that checks what is read and not what is written',
    `${protectedTable('planted')} alter policy t on planted with check (true)`,
    [[catalogue.tenantTablesWithoutPolicy, 'planted: t']],
  ],
  [
    'a policy that knows the tenant and forgets the mode',
    protectedTable('planted', ', mode text not null'),
    [[catalogue.tenantTablesWithoutPolicy, 'planted: t']],
  ],
  [
    'a foreign key without the tenant',
    `${protectedTable('planted', ', unique (tenant_id, id)')}
     create unique index planted_id on planted (id);
     ${protectedTable('child', ', planted_id uuid references planted (id)')}`,
    [
      [catalogue.looseForeignKeys, 'child: child_planted_id_fkey'],
      [catalogue.uniquenessOverTenants, 'planted_id'],
    ],
  ],
  [
    'a foreign key with the tenant on one side only',
    `${protectedTable('planted', ', other uuid, unique (other, id)')}
     ${protectedTable('child', ', planted_id uuid, foreign key (tenant_id, planted_id) references planted (other, id)')}`,
    [
      [catalogue.looseForeignKeys, 'child: child_tenant_id_planted_id_fkey'],
      [catalogue.uniquenessOverTenants, 'planted_other_id_key'],
    ],
  ],
  [
    'a foreign key with the tenant',
    `${protectedTable('planted')}
     ${protectedTable('child', ', planted_id uuid, foreign key (tenant_id, planted_id) references planted (tenant_id, id)')}`,
    [],
  ],
  [
    'a uniqueness over all tenants',
    protectedTable('planted', ', email text unique'),
    [[catalogue.uniquenessOverTenants, 'planted_email_key']],
  ],
  [
    'a function with its owner’s rights',
    `create function planted() returns bigint language sql security definer as 'select count(*) from otps'`,
    [
      [catalogue.unlistedDefiners, 'planted'],
      [catalogue.definersWithoutSearchPath, 'planted'],
    ],
  ],
  [
    'a function that the login may call and that enters nothing',
    `create function planted() returns bigint language sql as 'select count(*) from otps';
     grant execute on function planted() to hawk_app`,
    [[catalogue.functionsThatDoNotEnter, 'planted']],
  ],
  [
    'a view with its owner’s eyes',
    'create view planted as select * from otps',
    [[catalogue.viewsThatSeeEverything, 'planted']],
  ],
  [
    'a materialized view',
    'create materialized view planted as select * from otps',
    [[catalogue.viewsThatSeeEverything, 'planted']],
  ],
  [
    'a right to truncate',
    'grant truncate on otps to hawk_tenant',
    [[catalogue.excessiveGrants, 'otps: TRUNCATE to hawk_tenant']],
  ],
  [
    'a right of the login',
    'grant select (phone) on otps to hawk_app',
    [[catalogue.excessiveGrants, 'otps: SELECT to hawk_app']],
  ],
  [
    'a right on a partition',
    `do $$ begin execute format('grant select on %s to hawk_tenant', (
       select min(inhrelid::regclass::text) from pg_inherits where inhparent = 'messages'::regclass)); end $$`,
    [[catalogue.grantsOnPartitions, 'messages_']],
  ],
  [
    'a counter over all tenants',
    `${protectedTable('planted', ', number bigserial')}`,
    [[catalogue.sequences, 'planted_number_seq']],
  ],
]

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
