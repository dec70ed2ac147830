import { expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { makeDelivery, makeEndpoint, makeEvent } from '@/db/webhook-factories'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { sweepRetention } from '@/lib/privacy/sweep'

const hours = policy.retention.webhookDays * 24
type Scope = { tenantId: string; mode: 'live' }
const agedBy = (age: number) => new Date(Date.now() - age * 3_600_000)

const inserts = {
  events: (scope: Scope, createdAt: Date) => makeEvent({ ...scope, createdAt }),
  webhook_deliveries: async (scope: Scope, createdAt: Date) =>
    makeDelivery({
      ...{ ...scope, createdAt, status: 'delivered' },
      endpointId: (await makeEndpoint(scope)).id,
      eventId: newUuid(),
    }),
  webhook_attempts: ({ tenantId, mode }: Scope, createdAt: Date) => owner`
    insert into webhook_attempts (tenant_id, mode, id, delivery_id, number, started_at, milliseconds, created_at)
    values (${tenantId}, ${mode}, ${newUuid()}, ${newUuid()}, 1, ${createdAt}, 5, ${createdAt})`,
}
const counted = {
  events: 'eventsDeleted',
  webhook_deliveries: 'webhookDeliveriesDeleted',
  webhook_attempts: 'webhookAttemptsDeleted',
} as const

async function makeScope(): Promise<Scope> {
  return { tenantId: (await makeTenant()).id, mode: 'live' }
}

test.each(Object.entries(inserts))(
  '%s are kept for their thirty days and not an hour longer',
  async (name, insert) => {
    const scope = await makeScope()
    for (const age of [hours + 1, hours + 1, hours + 1, hours - 1, hours - 1])
      await insert(scope, agedBy(age))
    const table = name as keyof typeof counted
    expect((await sweepRetention())[counted[table]]).toBe(3)
    const left = await owner.unsafe<{ is_young: boolean }[]>(
      `select created_at > clock_timestamp() - interval '${hours} hours' as is_young from ${name} where tenant_id = '${scope.tenantId}'`,
    )
    expect(left.map(({ is_young }) => is_young)).toEqual([true, true])
    expect((await sweepRetention())[counted[table]]).toBe(0)
  },
)

test('a recovery is kept for its days after its end, and one that runs for as long as it does', async () => {
  const scope = await makeScope()
  for (const ended of [agedBy(hours + 1), agedBy(hours - 1), null])
    await owner`
      insert into webhook_recoveries (tenant_id, mode, id, endpoint_id, since, until, status, total, position,
        last_position, ended_at, created_at)
      values (${scope.tenantId}, 'live', ${newUuid()}, ${(await makeEndpoint(scope)).id}, now(), now(),
        ${ended ? 'done' : 'running'}, 1, 0, 1, ${ended}, now() - interval '1 year')`
  await sweepRetention()
  const left =
    await owner`select status from webhook_recoveries where tenant_id = ${scope.tenantId} order by 1`
  expect(left.map(({ status }) => status)).toEqual(['done', 'running'])
})

test('a deleted endpoint is forgotten after the days of its last delivery, and no other ever is', async () => {
  const scope = await makeScope()
  await sweepRetention()
  const make = async (name: string, deleted: number | null, delivered: number | null) => {
    const { id } = await makeEndpoint({
      ...scope,
      description: name,
      deletedAt: deleted ? agedBy(deleted) : null,
    })
    const createdAt = delivered ? agedBy(delivered) : null
    if (createdAt)
      await makeDelivery({ ...scope, createdAt, status: 'delivered', endpointId: id, eventId: newUuid() })
  }
  await make('deleted long ago, never used', hours + 1, null)
  await make('deleted long ago, used before', hours + 1, hours + 2)
  await make('deleted long ago, yet with a delivery', hours + 1, hours - 1)
  await make('deleted lately', hours - 1, null)
  await make('old and in use', null, hours + 2)
  expect((await sweepRetention()).endpointsForgotten).toBe(2)
  const left = await owner`
    select description from webhook_endpoints where tenant_id = ${scope.tenantId} order by 1`
  expect(left.map(({ description }) => description)).toEqual([
    'deleted lately',
    'deleted long ago, yet with a delivery',
    'old and in use',
  ])
  expect(await owner`select 1 from webhook_lanes where tenant_id = ${scope.tenantId}`).toHaveLength(3)
})

test.each(['events', 'webhook_deliveries', 'webhook_attempts'])(
  'a month of %s whose every row is too old is dropped whole',
  async (table) => {
    const [old] = await owner<{ name: string }[]>`
      select ${table} || to_char(now() - interval '5 months', '_YYYY_MM') as name`
    const name = old?.name ?? ''
    await owner.unsafe(`create table ${name} partition of ${table} for values from
      (uuidv7_floor(date_trunc('month', now() - interval '5 months')))
      to (uuidv7_floor(date_trunc('month', now() - interval '4 months')))`)
    expect((await sweepRetention()).partitionsDropped).toBeGreaterThanOrEqual(1)
    expect(await owner`select 1 from pg_class where relname = ${name}`).toEqual([])
  },
)
