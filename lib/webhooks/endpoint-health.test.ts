import { expect, test } from 'vitest'
import { makeMembership, makeUser } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import {
  attempted,
  deliver,
  happen,
  hookUp,
  laneOf,
  letPass,
  startWithNothingWaiting,
} from '@/lib/webhooks/fixtures/delivering'
import { watchEndpoints } from '@/lib/webhooks/watch'

startWithNothingWaiting()

async function mailsOf(endpointId: string) {
  const rows = await owner<{ dedupe_key: string }[]>`
    select dedupe_key from mails where dedupe_key like ${`webhook % ${endpointId} %`} order by created_at`
  return rows.map(({ dedupe_key }) => dedupe_key.split(' ')[1])
}

async function hookUpWithOwner(behaviour: Parameters<typeof hookUp>[0]) {
  const hooked = await hookUp(behaviour)
  const user = await makeUser({ email: `${newUuid()}@example.test`, password: 'x', iterations: 1 })
  await makeMembership({ tenantId: hooked.tenantId, userId: user.id })
  return hooked
}

test('six failures of one event are one mail, also for two that watch at once', async () => {
  const { endpointId, ...tenant } = await hookUpWithOwner(500)
  await happen(tenant)
  deliver().wake()
  for (const [index, seconds] of policy.webhooks.retrySeconds.entries()) {
    await attempted(endpointId, index + 1)
    await watchEndpoints()
    expect(await mailsOf(endpointId)).toEqual([])
    await letPass(endpointId, seconds)
  }
  await attempted(endpointId, 6)
  await Promise.all([watchEndpoints(), watchEndpoints()])
  await letPass(endpointId, 1_800)
  await watchEndpoints()
  expect(await mailsOf(endpointId)).toEqual(['exhausted'])
})

test('an answer of 410 disables the endpoint, and what waits for it is canceled', async () => {
  const { endpointId, receiver, ...tenant } = await hookUpWithOwner(410)
  await happen(tenant)
  deliver().wake()
  await attempted(endpointId, 1)
  await happen(tenant)
  await watchEndpoints()
  expect((await laneOf(endpointId)).gone_at).not.toBeNull()
  const [endpoint] =
    await owner`select enabled, disabled_reason from webhook_endpoints where id = ${endpointId}`
  expect(endpoint).toEqual({ enabled: false, disabled_reason: 'gone' })
  expect(await mailsOf(endpointId)).toEqual(['disabled'])
  await watchEndpoints()
  expect(await owner`select 1 from webhook_queue where endpoint_id = ${endpointId}`).toHaveLength(0)
  expect(
    await owner`select 1 from webhook_deliveries where endpoint_id = ${endpointId} and status = 'pending'`,
  ).toHaveLength(0)
  expect(receiver.requests).toHaveLength(1)
})
