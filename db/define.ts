import { type BuildExtraConfigColumns, sql } from 'drizzle-orm'
import {
  customType,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  pgPolicy,
  pgRole,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { modes } from '@/lib/core/context'

export const hawkTenant = pgRole('hawk_tenant').existing()
export const hawkSystem = pgRole('hawk_system').existing()

const tenantHolds = sql`tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`
const modeHolds = sql`mode = (select nullif(current_setting('app.mode', true), ''))`

const tenantColumn = () => ({
  tenantId: uuid('tenant_id').notNull().default(sql`current_setting('app.tenant_id')::uuid`),
})
const modeColumn = () => ({
  mode: text('mode', { enum: modes }).notNull().default(sql`current_setting('app.mode')`),
})

type Columns = Record<string, PgColumnBuilderBase>
type Extras<Name extends string, All extends Columns> = (
  table: BuildExtraConfigColumns<Name, All, 'pg'>,
) => PgTableExtraConfigValue[]
type TenantColumns = ReturnType<typeof tenantColumn>
type ModeColumns = TenantColumns & ReturnType<typeof modeColumn>

const systemPolicy = (name: string) =>
  pgPolicy(`${name}_system`, { to: hawkSystem, using: sql`true`, withCheck: sql`true` })

/** A table whose rows belong to one tenant: the column and the policies come with it. */
export function tenantTable<Name extends string, Own extends Columns>(
  name: Name,
  columns: Own,
  extras: Extras<Name, TenantColumns & Own> = () => [],
) {
  return pgTable(name, { ...tenantColumn(), ...columns }, (table) => [
    pgPolicy(`${name}_tenant`, { to: hawkTenant, using: tenantHolds, withCheck: tenantHolds }),
    systemPolicy(name),
    ...extras(table),
  ])
}

/** A tenant table whose rows belong to one mode as well: a live key cannot see a test row, however it asks. */
export function modeTable<Name extends string, Own extends Columns>(
  name: Name,
  columns: Own,
  extras: Extras<Name, ModeColumns & Own> = () => [],
) {
  const holds = sql`${tenantHolds} and ${modeHolds}`
  return pgTable(name, { ...tenantColumn(), ...modeColumn(), ...columns }, (table) => [
    pgPolicy(`${name}_tenant`, { to: hawkTenant, using: holds, withCheck: holds }),
    systemPolicy(name),
    ...extras(table),
  ])
}

/** A table that no tenant reads. */
export function systemTable<Name extends string, Own extends Columns>(
  name: Name,
  columns: Own,
  extras: Extras<Name, Own> = () => [],
) {
  return pgTable(name, columns, (table) => [systemPolicy(name), ...extras(table)])
}

export const createdAt = () =>
  timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().default(sql`clock_timestamp()`)
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })
export type Row<Table extends { $inferSelect: unknown }> = Table['$inferSelect']
