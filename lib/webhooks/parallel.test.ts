import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { toTypeId } from '@/lib/core/ids'
import { deliverDue } from '@/lib/webhooks/deliver-due'
import {
  attemptsOf,
  deliver,
  deliveriesOf,
  happen,
  hookUp,
  laneOf,
  startWithNothingWaiting,
  until,
} from '@/lib/webhooks/fixtures/delivering'

startWithNothingWaiting()

test('four engines and four jobs on one queue make every attempt exactly once, and none is left behind', async () => {
  let asked = 0
  const hooked = await Promise.all(
    [200, () => (++asked % 3 === 0 ? 500 : 200), { after: 5 }].map((behaviour) => hookUp(behaviour)),
  )
  for (const tenant of hooked) await happen(tenant, 300)
  const jobs = Array.from({ length: 4 }, () => deliverDue())
  const engines = Array.from({ length: 4 }, () => deliver())
  const ids = hooked.map(({ endpointId }) => endpointId)
  await until(
    async () => {
      const [left] = await owner<{ count: number }[]>`
        select count(*)::int from webhook_queue where endpoint_id = any (${ids}) and (leased or attempts = 0)`
      const [placed] = await owner<{ count: number }[]>`
        select count(*)::int from webhook_deliveries where endpoint_id = any (${ids})`
      return left?.count === 0 && placed?.count === 900
    },
    'every event was attempted',
    20_000,
  )
  await Promise.all([...jobs, ...engines.map((engine) => engine.stop())])
  for (const { endpointId, receiver } of hooked) {
    const deliveries = await deliveriesOf(endpointId)
    expect(deliveries).toHaveLength(300)
    expect(deliveries.every(({ attempts }) => attempts === 1)).toBe(true)
    const seen = receiver.requests.map(({ headers }) => headers['webhook-id'])
    expect([seen.length, new Set(seen).size]).toEqual([300, 300])
    expect(await attemptsOf(endpointId)).toHaveLength(300)
  }
}, 40_000)

test('the job goes on until nothing is due, and ends then', async () => {
  const { endpointId, receiver, ...tenant } = await hookUp()
  await happen(tenant, 700)
  expect(await deliverDue()).toEqual({ taken: 700 })
  expect(receiver.requests).toHaveLength(700)
  expect((await deliveriesOf(endpointId)).every(({ status }) => status === 'delivered')).toBe(true)
  expect(await deliverDue()).toEqual({ taken: 0 })
}, 30_000)

test('an endpoint gets its events in the order in which they happened', async () => {
  const { receiver, ...tenant } = await hookUp(200, { ratePerSecond: 20 })
  const ids: string[] = []
  for (let count = 0; count < 12; count++) {
    ids.push(...(await happen(tenant, 1)))
    // Of two in the same millisecond either may be the first.
    await pause(2)
  }
  deliver()
  await receiver.received(12)
  expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual(
    ids.map((id) => toTypeId('event', id)),
  )
})

test.each([1, 5, 40])(
  'at a cap of %i a second no second sees more',
  async (ratePerSecond) => {
    const { receiver, endpointId, ...tenant } = await hookUp(200, { ratePerSecond })
    await happen(tenant, ratePerSecond * 3 + 5)
    deliver()
    deliver()
    await until(() => receiver.requests.length > 0, 'the first came')
    await owner`select pg_sleep(3)`
    const times = receiver.requests.map(({ at }) => at)
    for (const [index, at] of times.entries()) {
      const within = times.slice(index).filter((time) => time < at + 1_000).length
      // A request may be on its way for a little longer than the one before it.
      expect(within).toBeLessThanOrEqual(Math.max(ratePerSecond * 1.1, ratePerSecond + 1))
    }
    // Three seconds' worth less a little, and on a machine that is busy with something else less than that.
    expect(times.length).toBeGreaterThan(ratePerSecond * 1.5)
    expect((await laneOf(endpointId)).next_due_at).not.toBeNull()
  },
  20_000,
)

test('to an endpoint that does not answer less and less is sent at once, and more again when it does', async () => {
  const { receiver, endpointId, ...tenant } = await hookUp('hang')
  const terms = { leaseSeconds: 5, attemptMilliseconds: 200 }
  await happen(tenant, 100)
  deliver(terms)
  await until(async () => (await laneOf(endpointId)).width === 2, 'it is narrow')
  await until(
    async () =>
      (await owner`select from webhook_queue where endpoint_id = ${endpointId} and leased`).length <= 2,
    'two are under way',
  )
  receiver.behave(200)
  await until(async () => (await laneOf(endpointId)).width === 32, 'it is wide again')
})
