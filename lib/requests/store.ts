import { and, desc, eq, getTableColumns, gte, lt, lte, type SQL, sql } from 'drizzle-orm'
import { idempotencyRecords, requests } from '@/db/tables/requests'
import type { TenantTx } from '@/db/tenant'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import type { RequestObject } from '@/lib/requests/schema'

export type IdempotencyRow = typeof idempotencyRecords.$inferSelect
type Place = { route: string; key: string }

/** Takes the key until the transaction ends, however it ends; false while another call holds it. */
export async function lockKey(tx: TenantTx, { route, key }: Place): Promise<boolean> {
  const name = sql`current_setting('app.tenant_id') || current_setting('app.mode') || ${route}::text || ' ' || ${key}::text`
  const [row] = await tx.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 3)) as held`,
  )
  return row?.held ?? false
}

/** The answer kept under the key in the time for which it is kept. */
export async function findRecord(
  tx: TenantTx,
  { route, key }: Place,
  hours: number,
): Promise<IdempotencyRow | null> {
  const [row] = await tx
    .select()
    .from(idempotencyRecords)
    .where(
      and(
        eq(idempotencyRecords.route, route),
        eq(idempotencyRecords.key, key),
        sql`${idempotencyRecords.createdAt} > clock_timestamp() - make_interval(hours => ${hours})`,
      ),
    )
  return row ?? null
}

/** One that is there already has outlived its time, and gives way. */
export async function keepRecord(
  tx: TenantTx,
  row: Pick<IdempotencyRow, 'route' | 'key' | 'fingerprint' | 'status' | 'bodySealed' | 'requestId'>,
): Promise<void> {
  const { tenantId, mode, route, key } = idempotencyRecords
  await tx
    .insert(idempotencyRecords)
    .values(row)
    .onConflictDoUpdate({
      target: [tenantId, mode, route, key],
      set: { ...row, createdAt: sql`clock_timestamp()` },
    })
}

export type RequestRow = typeof requests.$inferSelect
export type RequestFilter = {
  limit: number
  before?: string
  statuses?: [least: number, most: number]
  method?: string
  pathPrefix?: string
  errorCode?: string
  apiKeyId?: string
  createdAfter?: Date
  createdBefore?: Date
}

export async function findRequest(tx: TenantTx, id: string): Promise<RequestRow | null> {
  const [row] = await tx.select().from(requests).where(eq(requests.id, id))
  return row ?? null
}

/** Newest first, and without what was said. */
export function selectRequests(tx: TenantTx, filter: RequestFilter, about?: SQL): Promise<ListedRow[]> {
  const { before, statuses, method, pathPrefix, errorCode, apiKeyId, createdAfter, createdBefore } = filter
  const { requestBody: _, responseBody: __, ...listed } = getTableColumns(requests)
  // An error's index holds no calls that went well: the condition says that none of them is meant.
  const [least, most] = statuses ?? (errorCode ? [400, 599] : [])
  return tx
    .select(listed)
    .from(requests)
    .where(
      and(
        before ? lt(requests.id, before) : undefined,
        least ? gte(requests.status, least) : undefined,
        least && least >= 400 ? sql`${requests.status} >= 400` : undefined,
        most ? lte(requests.status, most) : undefined,
        method ? eq(requests.method, method) : undefined,
        pathPrefix ? sql`starts_with(${requests.path}, ${pathPrefix})` : undefined,
        errorCode ? eq(requests.errorCode, errorCode) : undefined,
        apiKeyId ? eq(requests.apiKeyId, apiKeyId) : undefined,
        createdAfter ? gte(requests.id, smallestUuidOf(createdAfter.getTime())) : undefined,
        createdBefore ? lt(requests.id, smallestUuidOf(createdBefore.getTime() + 1)) : undefined,
        about,
      ),
    )
    .orderBy(desc(requests.id))
    .limit(filter.limit)
}
export type ListedRow = Omit<RequestRow, 'requestBody' | 'responseBody'>

/**
 * The calls that are about an object, which an index finds, and those that named it within a minute of its making,
 * which its own id tells: the one that made it may be about another.
 */
export async function selectRequestsAbout(
  tx: TenantTx,
  filter: RequestFilter,
  object: { id: string; uuid: string },
): Promise<ListedRow[]> {
  const subjects = requests.subjects
  const madeAt = Number.parseInt(object.uuid.slice(0, 8) + object.uuid.slice(9, 13), 16)
  const isAround = and(
    gte(requests.id, smallestUuidOf(madeAt - makingMilliseconds)),
    lt(requests.id, smallestUuidOf(madeAt + makingMilliseconds)),
  )
  const isMentioned = sql`${object.id} = any (${subjects}) and ${subjects}[1] <> ${object.id}`
  const main = await selectRequests(tx, filter, sql`${subjects}[1] = ${object.id}`)
  const making = await selectRequests(tx, filter, and(isAround, isMentioned))
  return [...main, ...making].sort((left, right) => (left.id < right.id ? 1 : -1)).slice(0, filter.limit)
}

const makingMilliseconds = 60_000

/** Ids begin with their time, so that a span of time is a span of ids. */
function smallestUuidOf(milliseconds: number): string {
  const hex = Math.max(0, milliseconds).toString(16).padStart(12, '0').slice(-12)
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

export function presentRequest(row: ListedRow): RequestObject {
  return {
    object: 'request',
    id: toTypeId('request', row.id),
    mode: row.mode,
    method: row.method,
    path: row.path,
    status: row.status,
    error_code: row.errorCode,
    duration_ms: Math.round(row.durationMs * 100) / 100,
    api_key_id: row.apiKeyId && toTypeId('key', row.apiKeyId),
    address: row.address,
    user_agent: row.userAgent,
    idempotency_key: row.idempotencyKey,
    is_replay: row.isReplay,
    created_at: toTimestamp(row.createdAt),
  }
}
