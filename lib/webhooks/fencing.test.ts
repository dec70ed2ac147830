import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { attempt } from '@/lib/webhooks/attempt'
import { type Claim, claimDeliveries } from '@/lib/webhooks/claim'
import { fanOut } from '@/lib/webhooks/fan-out'
import {
  attempted,
  attemptsOf,
  deliver,
  deliveriesOf,
  happen,
  hookUp,
  laneOf,
  letPass,
  startWithNothingWaiting,
  until,
} from '@/lib/webhooks/fixtures/delivering'
import { settle } from '@/lib/webhooks/settle'

startWithNothingWaiting()
const short = { leaseSeconds: 1, attemptMilliseconds: 500 }

async function claimOne(terms = short): Promise<Claim> {
  await fanOut()
  const { claims } = await claimDeliveries(10, terms)
  const [claim] = claims
  if (!claim || claims.length !== 1) throw new Error(`${claims.length} were claimed.`)
  return claim
}

/** Everything that the database says of an endpoint. */
async function allOf(endpointId: string) {
  const queue = await owner`select * from webhook_queue where endpoint_id = ${endpointId}`
  return [await deliveriesOf(endpointId), await attemptsOf(endpointId), [...queue], await laneOf(endpointId)]
}

test('whoever comes back after its attempt was taken for interrupted changes nothing', async () => {
  const { endpointId, ...tenant } = await hookUp(200)
  await happen(tenant)
  const claim = await claimOne()
  const late = await attempt(claim, short)
  if (!late) throw new Error('It was not sent.')
  await pause(1_050)

  expect((await claimDeliveries(10, short)).claims).toEqual([])
  expect(await attemptsOf(endpointId)).toMatchObject([{ number: 1, error: 'interrupted', status_code: null }])
  const [delivery] = await deliveriesOf(endpointId)
  expect(delivery).toMatchObject({ status: 'pending', attempts: 1, last_error: 'interrupted' })
  const [row] = await attemptsOf(endpointId)
  const waited = Number(delivery?.next_attempt_at) - Number(row?.started_at) - (row?.milliseconds ?? 0)
  expect(waited, 'the schedule goes on from the end of the lease').toBe(30_000)

  const before = await allOf(endpointId)
  expect(await settle([late])).toBe(0)
  expect(await allOf(endpointId)).toEqual(before)

  await letPass(endpointId, 30)
  const second = await claimOne()
  expect(second.number).toBe(2)
  const during = await allOf(endpointId)
  expect(await settle([late, late])).toBe(0)
  expect(await allOf(endpointId)).toEqual(during)
})

test('what is written twice counts once', async () => {
  const { endpointId, ...tenant } = await hookUp(500)
  await happen(tenant)
  const result = await attempt(await claimOne(), short)
  if (!result) throw new Error('It was not sent.')
  expect(await Promise.all([settle([result]), settle([result]), settle([result])])).toContain(1)
  expect(await attemptsOf(endpointId)).toHaveLength(1)
  expect(await deliveriesOf(endpointId)).toMatchObject([{ attempts: 1, status: 'pending' }])
})

test('a sixth attempt that is interrupted is the last', async () => {
  const { endpointId, receiver, ...tenant } = await hookUp(500)
  await happen(tenant)
  for (const seconds of [30, 60, 120, 240, 480]) {
    await claimOne()
    await pause(1_050)
    expect((await claimDeliveries(10, short)).claims).toEqual([])
    await letPass(endpointId, seconds)
  }
  expect((await claimOne()).number).toBe(6)
  await pause(1_050)
  await claimDeliveries(10, short)
  expect(await deliveriesOf(endpointId)).toMatchObject([
    { status: 'exhausted', attempts: 6, last_error: 'interrupted', next_attempt_at: null },
  ])
  expect((await attemptsOf(endpointId)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
  expect(await laneOf(endpointId)).toMatchObject({ exhausted: 1, failing_since: null, next_due_at: null })
  expect(receiver.requests).toHaveLength(0)
})

test('nothing is sent by a process whose lease may end before the attempt', async () => {
  const { receiver, ...tenant } = await hookUp(200)
  await happen(tenant)
  const claim = await claimOne()
  expect(await attempt({ ...claim, until: performance.now() + 499 }, short)).toBeNull()
  expect(receiver.requests).toHaveLength(0)
})

test('an answer that cannot be written keeps none of the others from being written', async () => {
  const { endpointId, ...tenant } = await hookUp(200)
  await happen(tenant, 2)
  await fanOut()
  const { claims } = await claimDeliveries(10, short)
  const results = await Promise.all(claims.map((claim) => attempt(claim, short)))
  const [first, second] = results
  if (!first || !second) throw new Error('They were not sent.')
  await expect(settle([{ ...first, responseBody: 'a\0' }, second])).rejects.toThrow()
  const { makeSettler } = await import('@/lib/webhooks/settler')
  const settler = makeSettler(() => {})
  settler.add({ ...first, responseBody: 'a\0' })
  settler.add(second)
  await settler.close()
  expect((await deliveriesOf(endpointId)).map(({ status }) => status)).toEqual(['delivered', 'delivered'])
})

test('an orderly stop ends what is under way, writes it, and takes up nothing more', async () => {
  const { endpointId, receiver, ...tenant } = await hookUp({ after: 300 })
  await happen(tenant, 40)
  const engine = deliver()
  await receiver.received(10)
  await engine.stop()
  const begun = receiver.requests.length
  const states = (await deliveriesOf(endpointId)).map(({ status }) => status)
  expect(states.filter((status) => status === 'delivered')).toHaveLength(begun)
  expect(await owner`select from webhook_queue where endpoint_id = ${endpointId} and leased`).toHaveLength(0)
  deliver()
  await attempted(endpointId, 1)
  await until(() => receiver.requests.length === 40, 'the rest came')
})
