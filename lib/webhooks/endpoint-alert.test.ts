import { expect, test } from 'vitest'
import { makeMembership, makeTenant, makeUser } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { makeEndpoint } from '@/db/webhook-factories'
import { alertJobs } from '@/lib/auth/alert-jobs'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { personActor, testContext } from '@/lib/core/test-context'
import { revealSecret } from '@/lib/webhooks/reveal-secret'
import { updateEndpoint } from '@/lib/webhooks/update-endpoint'

async function makeWorld() {
  const { id: tenantId } = await makeTenant()
  const scope = { tenantId, mode: 'live' } as const
  const user = await makeUser({ email: `${newUuid()}@example.test`, password: 'x', iterations: 1 })
  await makeMembership({ tenantId, userId: user.id })
  const { ctx, answered } = testContext({ ...scope, actor: personActor('owner', user) })
  const id = toTypeId('endpoint', (await makeEndpoint(scope)).id)
  const change = async () => {
    await updateEndpoint(ctx, { id, description: `Changed ${newUuid()}` })
    await answered()
  }
  const told = async () => {
    for (const job of alertJobs) await job.run()
    return owner`select subject, count from alerts
      where tenant_id = ${tenantId} and rule = 'secret_after_endpoint_change'`
  }
  return { ctx, user, change, told }
}

test('who changes an endpoint and then looks at the secret is told of once, however often they look', async () => {
  const { ctx, user, change, told } = await makeWorld()
  await change()
  expect(await told()).toEqual([])
  await revealSecret(ctx)
  expect(await told()).toMatchObject([{ subject: user.id }])
  await revealSecret(ctx)
  expect(await told()).toHaveLength(1)
})

test('who looks at the secret and then changes an endpoint is not', async () => {
  const { ctx, change, told } = await makeWorld()
  await revealSecret(ctx)
  await change()
  expect(await told()).toEqual([])
})
