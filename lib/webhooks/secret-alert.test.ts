import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { listAlerts } from '@/lib/alerts/list'
import { alertJobs } from '@/lib/auth/alert-jobs'
import { person } from '@/lib/keys/fixtures/person'
import { createEndpoint } from '@/lib/webhooks/create-endpoint'
import { deleteEndpoint } from '@/lib/webhooks/delete-endpoint'
import { plainEndpoint } from '@/lib/webhooks/fixtures/endpoints'
import { revealSecret } from '@/lib/webhooks/reveal-secret'
import { rotateSecret } from '@/lib/webhooks/rotate-secret'
import { updateEndpoint } from '@/lib/webhooks/update-endpoint'

type Someone = Awaited<ReturnType<typeof person>>

async function toldTo({ ctx, answered }: Someone) {
  await answered()
  await alertJobs[0]?.run()
  const { data } = await listAlerts(ctx, { limit: 25 })
  return data.filter(({ rule }) => rule === 'secret_after_endpoint_change')
}

const other = 'http://127.0.0.1:9/elsewhere'

test.each([
  ['another URL', updateEndpoint, { url: other }],
  ['other headers', updateEndpoint, { headers: { 'X-A': '1' } }],
  ['an end of it', updateEndpoint, { enabled: false }],
  ['a deletion', deleteEndpoint, {}],
])(
  '%s of an endpoint, and a look at the secret after it, are told as one alert about it',
  async (_, verb, change) => {
    const someone = await person('owner')
    const { id } = await createEndpoint(someone.ctx, plainEndpoint())
    await verb(someone.ctx, { id, ...change })
    expect(await toldTo(someone)).toEqual([])
    await revealSecret(someone.ctx)
    expect(await toldTo(someone)).toMatchObject([{ subject: { kind: 'endpoint', id }, count: 1 }])
  },
)

test('to rotate the secret is to see it', async () => {
  const someone = await person('owner')
  const { id } = await createEndpoint(someone.ctx, plainEndpoint())
  await updateEndpoint(someone.ctx, { id, url: other })
  await someone.answered()
  await rotateSecret(someone.ctx)
  const [alert] = await toldTo(someone)
  expect(alert).toMatchObject({ subject: { id }, facts: { how: 'rotated', change: 'url' } })
})

test('whoever sets up an endpoint, describes it and then looks at the secret is no alarm', async () => {
  const someone = await person('owner')
  const { id } = await createEndpoint(someone.ctx, plainEndpoint())
  await updateEndpoint(someone.ctx, { id, description: 'Production', ratePerSecond: 10 })
  await someone.answered()
  await revealSecret(someone.ctx)
  expect(await toldTo(someone)).toEqual([])
})

test('nor is a look an hour later', async () => {
  const someone = await person('owner')
  const { id } = await createEndpoint(someone.ctx, plainEndpoint())
  await updateEndpoint(someone.ctx, { id, url: other })
  await someone.answered()
  await owner`update signals set created_at = created_at - interval '61 minutes'
    where tenant_id = ${someone.ctx.tenantId}`
  await revealSecret(someone.ctx)
  expect(await toldTo(someone)).toEqual([])
})
