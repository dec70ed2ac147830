import { setTimeout as pause } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
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
} from '@/lib/webhooks/fixtures/delivering'

startWithNothingWaiting()
const { retrySeconds } = policy.webhooks

test('a receiver that always answers 500 gets six attempts, each its wait after the end of the one before, and no seventh', async () => {
  const { receiver, endpointId, webhookSecret, ...tenant } = await hookUp(500)
  const [event] = await happen(tenant)
  deliver().wake()

  for (const [index, seconds] of retrySeconds.entries()) {
    await attempted(endpointId, index + 1)
    const ended = (await attemptsOf(endpointId)).map(
      ({ started_at, milliseconds }) => +started_at + milliseconds,
    )
    const [queued] = await owner<
      { due_at: Date }[]
    >`select due_at from webhook_queue where endpoint_id = ${endpointId}`
    expect(Math.abs(Number(queued?.due_at) - Number(ended.at(-1)) - seconds * 1_000)).toBeLessThan(5)
    await letPass(endpointId, seconds - 0.5)
    await pause(100)
    expect(receiver.requests, 'a little too early').toHaveLength(index + 1)
    await letPass(endpointId, 0.5)
    await receiver.received(index + 2, 1_000)
  }
  await attempted(endpointId, 6)
  expect(await owner`select from webhook_queue where endpoint_id = ${endpointId}`).toHaveLength(0)
  expect(await deliveriesOf(endpointId)).toMatchObject([
    {
      status: 'exhausted',
      attempts: 6,
      last_status_code: 500,
      next_attempt_at: null,
      ended_at: expect.any(Date),
    },
  ])
  const attempts = await attemptsOf(endpointId)
  expect(attempts.map(({ number, status_code }) => [number, status_code])).toEqual(
    [1, 2, 3, 4, 5, 6].map((number) => [number, 500]),
  )
  expect(await laneOf(endpointId)).toMatchObject({
    exhausted: 1,
    exhausted_at: expect.any(Date),
    failing_since: expect.any(Date),
    next_due_at: null,
  })
  await letPass(endpointId, 1_800)
  await pause(300)
  expect(receiver.requests).toHaveLength(6)

  for (const { headers, body, at } of receiver.requests) {
    expect(headers['webhook-id']).toBe(toTypeId('event', event ?? ''))
    expect(Math.abs(Number(headers['webhook-timestamp']) - at / 1_000)).toBeLessThan(2)
    expect(new Webhook(webhookSecret).verify(body, headers)).toMatchObject({
      type: 'otp.verified',
      mode: 'live',
      data: { words: 'Ana é 😀' },
    })
    expect(body).toBe(receiver.requests[0]?.body)
  }
})

test('it stops at the first attempt that succeeds', async () => {
  let asked = 0
  const { receiver, endpointId, ...tenant } = await hookUp(() => (++asked < 3 ? 503 : 204))
  await happen(tenant)
  deliver().wake()
  for (const attempt of [1, 2]) {
    await attempted(endpointId, attempt)
    expect((await laneOf(endpointId)).failing_since).not.toBeNull()
    await letPass(endpointId, retrySeconds[attempt - 1] ?? 0)
  }
  await attempted(endpointId, 3)
  await pause(300)
  expect(receiver.requests).toHaveLength(3)
  expect(await deliveriesOf(endpointId)).toMatchObject([
    { status: 'delivered', attempts: 3, last_status_code: 204 },
  ])
  expect(await laneOf(endpointId)).toMatchObject({
    failing_since: null,
    last_succeeded_at: expect.any(Date),
    last_failed_at: expect.any(Date),
    exhausted: 0,
    next_due_at: null,
  })
})
