import { sql } from 'drizzle-orm'
import { type Client, client, closeClient } from '@/db/client'
import type { Mode } from '@/lib/core/context'

declare const tenantKey: unique symbol
declare const systemKey: unique symbol
type Transaction = Parameters<Parameters<Client['db']['transaction']>[0]>[0]

/** A transaction that sees the rows of one tenant and mode. Made here alone. */
export type TenantTx = Transaction & { readonly [tenantKey]: true }
/** A transaction that sees all tenants. Only a module's `system.ts` may ask for one. */
export type SystemTx = Transaction & { readonly [systemKey]: true }
export type TenantScope = { tenantId: string; mode: Mode }

export function withTenant<T>(scope: TenantScope, run: (tx: TenantTx) => Promise<T>): Promise<T> {
  return client().db.transaction(async (tx) => {
    await tx.execute(sql`select enter_tenant(${scope.tenantId}::uuid, ${scope.mode})`)
    return run(tx as TenantTx)
  })
}

export function asSystem<T>(run: (tx: SystemTx) => Promise<T>): Promise<T> {
  return client().db.transaction(async (tx) => {
    await tx.execute(sql`select enter_system()`)
    return run(tx as SystemTx)
  })
}

type Argument = string | number | boolean | null | Uint8Array | readonly string[] | Record<string, string>

/** The SQL functions that enter a tenant, or the system, by themselves: a transaction in one round trip. */
export type TenantFunction = 'otp_send' | 'otp_attempt'
export type SystemFunction = 'find_api_key'

export function callAsTenant(scope: TenantScope, name: TenantFunction, args: Argument[]): Promise<Row[]> {
  return call(name, [scope.tenantId, scope.mode, ...args])
}

export function callAsSystem(name: SystemFunction, args: Argument[]): Promise<Row[]> {
  return call(name, args)
}

type Row = Record<string, unknown>

async function call(name: string, args: Argument[]): Promise<Row[]> {
  const places = args.map((_, index) => `$${index + 1}`).join(',')
  const { sql: connection } = client()
  return connection.unsafe<Row[]>(`select * from ${name}(${places})`, args.map(asParameter), {
    prepare: true,
  })
}

/** drizzle takes JSON out of the driver's hands, on its own connections and so on ours. */
function asParameter(value: Argument) {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return isList(value) ? [...value] : JSON.stringify(value)
}

function isList(value: object): value is readonly string[] {
  return Array.isArray(value)
}

export { closeClient as closeDatabase }
