import { sql } from 'drizzle-orm'
import { type Client, client, closeClient } from '@/db/client'
import type { Mode, TransactionHandle } from '@/lib/core/context'

declare const tenantKey: unique symbol
declare const systemKey: unique symbol
type Transaction = Parameters<Parameters<Client['db']['transaction']>[0]>[0]

/** A transaction that sees the rows of one tenant and mode. Made here alone. */
export type TenantTx = Transaction & { readonly [tenantKey]: true }
/** A transaction that sees all tenants. Only a module's `system.ts` may ask for one. */
export type SystemTx = Transaction & { readonly [systemKey]: true }
export type TenantScope = { tenantId: string; mode: Mode; within?: TransactionHandle }

/** A transaction of the tenant; the request's own while that lasts, which then commits or fails as a whole. */
export function withTenant<T>(scope: TenantScope, run: (tx: TenantTx) => Promise<T>): Promise<T> {
  const open = openTransaction(scope)
  if (open) return run(open)
  return withAfterwards(async (tx) => {
    await tx.execute(sql`select enter_tenant(${scope.tenantId}::uuid, ${scope.mode})`)
    return run(tx as TenantTx)
  })
}

/**
 * Everything that `run` does for the tenant, also in verbs that open transactions of their own, in one transaction
 * that ends when `run` does. What `attempt` does in it is undone when it throws.
 */
export function inOneTransaction<Scope extends TenantScope, T>(
  scope: Scope,
  run: (
    tx: TenantTx,
    attempt: <Result>(work: (scope: Scope) => Promise<Result>) => Promise<Result>,
  ) => Promise<T>,
): Promise<T> {
  return withTenant(scope, (tx) =>
    run(tx, (work) =>
      tx.transaction(async (inner) => {
        const within = handleOf(inner as TenantTx)
        afterCommits.set(inner, afterCommits.get(tx) ?? new Set())
        try {
          return await work({ ...scope, within })
        } finally {
          transactions.delete(within)
        }
      }),
    ),
  )
}

/** Only while it lasts: work put off until after the answer finds none, and opens one of its own. */
const transactions = new WeakMap<TransactionHandle, TenantTx>()

function handleOf(tx: TenantTx): TransactionHandle {
  const handle = {} as TransactionHandle
  transactions.set(handle, tx)
  return handle
}

function openTransaction({ within }: TenantScope): TenantTx | undefined {
  return within && transactions.get(within)
}

export function asSystem<T>(run: (tx: SystemTx) => Promise<T>): Promise<T> {
  return withAfterwards(async (tx) => {
    await tx.execute(sql`select enter_system()`)
    return run(tx as SystemTx)
  })
}

async function withAfterwards<T>(run: (tx: Transaction) => Promise<T>): Promise<T> {
  const works = new Set<() => void>()
  const result = await client().db.transaction(async (tx) => {
    afterCommits.set(tx, works)
    return run(tx)
  })
  for (const work of works) work()
  return result
}

const afterCommits = new WeakMap<Transaction, Set<() => void>>()

/**
 * Runs once the transaction is committed, and never when it fails. The same work is done once. What an `attempt` that
 * was undone had asked for is done all the same: it has to be harmless where there is nothing to do.
 */
export function afterCommit(tx: SystemTx | TenantTx, work: () => void): void {
  afterCommits.get(tx)?.add(work)
}

type Argument = string | number | boolean | null | Uint8Array | readonly string[] | object

/** The SQL functions that enter a tenant, or the system, by themselves: a transaction in one round trip. */
export type TenantFunction = 'otp_send' | 'otp_attempt' | 'otp_guard_facts' | 'otp_resend'
export type SystemFunction =
  | 'claim_deliveries'
  | 'fan_out_events'
  | 'find_api_key'
  | 'find_memberships'
  | 'find_session'
  | 'rate_admit'
  | 'rate_record'
  | 'record_requests'
  | 'settle_deliveries'
  | 'touch_api_keys'
  | 'touch_session'

export function callAsTenant(scope: TenantScope, name: TenantFunction, args: Argument[]): Promise<Row[]> {
  const all = [scope.tenantId, scope.mode, ...args]
  const open = openTransaction(scope)
  return open ? callWithin(open, name, all) : call(name, all)
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

async function callWithin(tx: TenantTx, name: string, args: Argument[]): Promise<Row[]> {
  const values = args.map((value) => sql.param(asParameter(value)))
  return tx.execute<Row>(sql`select * from ${sql.identifier(name)}(${sql.join(values, sql`,`)})`)
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
