import { expect, test } from 'vitest'
import { makeSender, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { toTypeId } from '@/lib/core/ids'
import { testContext } from '@/lib/core/test-context'
import { summariseHealth } from '@/lib/webhooks/summarise-health'
import { watchEndpoints } from '@/lib/webhooks/watch'
import { makeDemoWebhooks } from '@/scripts/lib/demo-webhooks'

test('the demo workspace has a morning of webhooks: delivered, one given up, and one that waits', async () => {
  const tenant = await makeTenant()
  const scope = { tenantId: tenant.id, mode: 'live' } as const
  const sender = await makeSender(scope)
  await makeDemoWebhooks({
    tenant_id: toTypeId('tenant', tenant.id),
    sender_id: toTypeId('sender', sender.id),
    webhook_secret: tenant.webhookSecret,
    inboxUrl: 'http://localhost:3010/webhooks/inbox',
  })
  await watchEndpoints()
  const rows = await owner<{ key: string; count: number }[]>`
    select e.description || ': ' || d.status || ' after ' || d.attempts as key, count(*)::int as count
    from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
    where d.tenant_id = ${tenant.id} and d.attempts =
      (select count(*) from webhook_attempts a where a.tenant_id = d.tenant_id and a.delivery_id = d.id)
    group by 1`
  expect(Object.fromEntries(rows.map(({ key, count }) => [key, count]))).toEqual({
    'The sandbox’s inbox: delivered after 1': 5,
    'The sandbox’s inbox: delivered after 2': 1,
    'The sandbox’s inbox: pending after 4': 1,
    'Staging: delivered after 1': 4,
    'Staging: exhausted after 6': 1,
  })
  const [queued] = await owner`
    select count(*)::int as waiting, min(due_at) > now() + interval '1 minute' as is_ahead from webhook_queue
    where tenant_id = ${tenant.id}`
  expect(queued).toEqual({ waiting: 1, is_ahead: true })
  const [placed] = await owner`
    select count(*)::int as events, count(distinct position)::int as places, max(position)::int as last,
      (select position::int from event_feeds where tenant_id = ${tenant.id}) as feed
    from events where tenant_id = ${tenant.id}`
  expect(placed).toEqual({ events: 7, places: 7, last: 7, feed: 7 })
  expect(
    await owner`select 1 from mails where dedupe_key like 'webhook %' and template = 'endpoint_notice'
    and recipient like ${`%${tenant.slug}%`}`,
  ).toEqual([])
  expect(await summariseHealth(testContext(scope).ctx)).toMatchObject([
    { state: 'disabled', delivered_24h: 4, failed_24h: 1 },
    { state: 'enabled', waiting: 1 },
  ])
})
