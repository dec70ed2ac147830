import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import {
  attempted,
  attemptsOf,
  deliver,
  deliveriesOf,
  happen,
  hookUp,
  startWithNothingWaiting,
  until,
} from '@/lib/webhooks/fixtures/delivering'
import { startEngineProcess } from '@/scripts/drill/engine-process'

startWithNothingWaiting()
const terms = { leaseSeconds: 2, attemptMilliseconds: 1_000 }

async function startProcess() {
  const engine = await startEngineProcess({}, [terms.leaseSeconds, terms.attemptMilliseconds])
  onTestFinished(() => engine.signal('SIGKILL'))
  return engine
}

/** Whatever waits for its next attempt waits no longer; what is under way stays so. */
async function letWaitsPass(endpointId: string): Promise<void> {
  await owner`update webhook_queue set due_at = clock_timestamp() where endpoint_id = ${endpointId} and not leased`
  await owner`update webhook_lanes set next_due_at = least(next_due_at, clock_timestamp()) where endpoint_id = ${endpointId}`
}

test('killed again and again, in the middle of attempts and between them: no event is lost, the count goes on, and there is no seventh attempt', async () => {
  const { endpointId, receiver, ...tenant } = await hookUp({ status: 500, after: 150 })
  const events = await happen(tenant, 20)
  let isOver = false
  const clock = (async () => {
    while (!isOver) {
      await letWaitsPass(endpointId)
      await pause(200)
    }
  })()
  for (let kill = 0; kill < 4; kill++) {
    const engine = await startProcess()
    const seen = receiver.requests.length
    await until(() => receiver.requests.length > seen, 'an attempt was under way', 15_000)
    await pause(40 * kill)
    await engine.signal('SIGKILL')
  }
  await startProcess()
  await until(
    async () => (await deliveriesOf(endpointId)).every(({ status }) => status === 'exhausted'),
    'all were given up',
    40_000,
  )
  await pause(1_000)
  isOver = true
  await clock

  const attempts = await attemptsOf(endpointId)
  const deliveries = await deliveriesOf(endpointId)
  expect(new Set(deliveries.map(({ event_id }) => event_id))).toEqual(new Set(events))
  for (const { id, attempts: counted } of deliveries) {
    expect(counted).toBe(6)
    const own = attempts.filter(({ delivery_id }) => delivery_id === id)
    expect(own.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
  }
  expect(attempts.filter(({ error }) => error === 'interrupted').length).toBeGreaterThan(0)
  const perEvent = new Map<string, number>()
  for (const { headers } of receiver.requests)
    perEvent.set(headers['webhook-id'] ?? '', (perEvent.get(headers['webhook-id'] ?? '') ?? 0) + 1)
  expect(perEvent.size).toBe(20)
  expect(Math.max(...perEvent.values())).toBeLessThanOrEqual(6)
}, 90_000)

test('a process that stood still beyond its lease and goes on changes nothing, and sends nothing of what it held', async () => {
  let count = 0
  const { endpointId, receiver, ...tenant } = await hookUp(() =>
    ++count <= 10 ? { status: 200, after: 700 } : 500,
  )
  const halted = await startProcess()
  await happen(tenant, 10)
  await receiver.received(10)
  halted.hold()
  await pause(terms.leaseSeconds * 1_000)
  deliver(terms)
  await attempted(endpointId, 1)
  await letWaitsPass(endpointId)
  await attempted(endpointId, 2)
  const before = [await deliveriesOf(endpointId), await attemptsOf(endpointId)]

  halted.release()
  await pause(1_500)
  expect([await deliveriesOf(endpointId), await attemptsOf(endpointId)]).toEqual(before)
  expect(receiver.requests).toHaveLength(20)
  for (const delivery of await deliveriesOf(endpointId))
    expect(delivery).toMatchObject({ status: 'pending', attempts: 2, last_status_code: 500 })
  expect((await attemptsOf(endpointId)).map(({ number, error }) => `${number} ${error}`)).toEqual([
    ...Array(10).fill('1 interrupted'),
    ...Array(10).fill('2 null'),
  ])
  expect((await owner`select from webhook_queue where endpoint_id = ${endpointId}`).length).toBe(10)
}, 40_000)
