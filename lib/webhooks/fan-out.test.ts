import { expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { makeEndpoint } from '@/db/webhook-factories'
import { newUuid } from '@/lib/core/ids'
import { fanOut } from '@/lib/webhooks/fan-out'
import {
  deliveriesOf,
  happen,
  hookUp,
  laneOf,
  startWithNothingWaiting,
} from '@/lib/webhooks/fixtures/delivering'

startWithNothingWaiting()

async function fanOutAll(): Promise<void> {
  while ((await fanOut()).placed > 0);
}
const placesOf = (tenantId: string) =>
  owner<{ id: string; mode: string; position: string }[]>`
    select id, mode, position from events where tenant_id = ${tenantId} order by mode, position`

test('an event goes to the endpoints of its tenant and mode that want it and were there, and to no other', async () => {
  const { tenantId, mode, endpointId } = await hookUp()
  const url = 'http://127.0.0.1:9/'
  const [wants, declines, off, deleted, test_] = await Promise.all([
    makeEndpoint({ tenantId, mode, url, eventTypes: ['otp.failed', 'otp.verified'] }),
    makeEndpoint({ tenantId, mode, url, eventTypes: ['otp.failed'] }),
    makeEndpoint({ tenantId, mode, url, enabled: false }),
    makeEndpoint({ tenantId, mode, url, deletedAt: new Date() }),
    makeEndpoint({ tenantId, mode: 'test', url }),
  ])
  const foreign = await hookUp()
  const [event] = await happen({ tenantId, mode })
  const later = await makeEndpoint({ tenantId, mode, url, createdAt: new Date(Date.now() + 60_000) })
  await fanOutAll()
  for (const id of [endpointId, wants.id]) {
    expect(await deliveriesOf(id)).toMatchObject([{ event_id: event, trigger: 'event', status: 'pending' }])
    expect((await laneOf(id)).next_due_at).not.toBeNull()
  }
  for (const { id } of [declines, off, deleted, test_, later]) expect(await deliveriesOf(id)).toEqual([])
  expect(await deliveriesOf(foreign.endpointId)).toEqual([])
})

test('a test event is placed, and goes nowhere by itself', async () => {
  const { endpointId, ...tenant } = await hookUp()
  await happen(tenant, 1, 'test.ping')
  await fanOutAll()
  expect(await placesOf(tenant.tenantId)).toMatchObject([{ position: '1' }])
  expect(await deliveriesOf(endpointId)).toEqual([])
})

test('events of a tenant without endpoints, and of one that is gone, are placed and cost nothing more', async () => {
  const { id: tenantId } = await makeTenant()
  const gone = newUuid()
  await happen({ tenantId, mode: 'live' }, 3)
  await happen({ tenantId: gone, mode: 'live' }, 2)
  await fanOutAll()
  expect((await placesOf(tenantId)).map(({ position }) => position)).toEqual(['1', '2', '3'])
  expect((await placesOf(gone)).map(({ position }) => position)).toEqual(['0', '0'])
})

test('one statement makes no more deliveries than it can in a short time, but always sees to an event', async () => {
  const { tenantId, mode } = await hookUp()
  for (let count = 0; count < 24; count++) await makeEndpoint({ tenantId, mode })
  await happen({ tenantId, mode }, 200)
  expect(await fanOut()).toEqual({ placed: 80, queued: 2_000 })
  expect(await fanOut()).toEqual({ placed: 80, queued: 2_000 })
  expect(await fanOut()).toEqual({ placed: 40, queued: 1_000 })
})

test('eight at once give every event one place, without a gap, and one delivery to each endpoint', async () => {
  const hooked = await Promise.all([hookUp(), hookUp(), hookUp()])
  for (const { tenantId } of hooked) await makeEndpoint({ tenantId, mode: 'live' })
  await Promise.all([
    ...hooked.map((tenant) => happen(tenant, 400)),
    ...Array.from({ length: 8 }, async () => {
      for (let round = 0; round < 12; round++) await fanOut()
    }),
  ])
  await fanOutAll()
  for (const { tenantId, endpointId } of hooked) {
    const places = (await placesOf(tenantId)).map(({ position }) => Number(position))
    expect(places).toEqual(Array.from({ length: 400 }, (_, index) => index + 1))
    expect(new Set((await deliveriesOf(endpointId)).map(({ event_id }) => event_id)).size).toBe(400)
    const [all] = await owner<{ count: number }[]>`
      select count(*)::int from webhook_deliveries where tenant_id = ${tenantId}`
    expect(all?.count).toBe(800)
  }
})

test('who has read a feed up to a place never finds anything new before it', async () => {
  const { tenantId, mode } = await hookUp()
  const seen = new Map<number, string>()
  let last = 0
  let isOver = false
  const reader = async () => {
    while (!isOver) {
      const rows = await owner<{ id: string; position: string }[]>`
        select id, position from events where tenant_id = ${tenantId} and position > ${last} order by position`
      for (const { id, position } of rows) {
        expect(Number(position), 'the next place').toBe(last + 1)
        last = Number(position)
        seen.set(last, id)
      }
    }
  }
  const reading = reader()
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let round = 0; round < 15; round++) {
        await happen({ tenantId, mode }, 10)
        await fanOut()
      }
    }),
  )
  await fanOutAll()
  await owner`select pg_sleep(0.05)`
  isOver = true
  await reading
  expect(new Set(seen.values()).size).toBe(600)
})
