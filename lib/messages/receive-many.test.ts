import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeMessage } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { asSystem } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { handleDueWebhooks, handleWebhook } from '@/lib/messages/handle-webhooks'
import { receiveWebhook } from '@/lib/messages/receive-webhook'
import { storeWebhook } from '@/lib/messages/system'
import { makeSendingTenant, receive, report, signatureOf, statusBody } from '@/lib/otp/fixtures/sending'
import { otpMessages } from '@/lib/otp/otp-messages'

type Tenant = Awaited<ReturnType<typeof makeSendingTenant>>

/** Messages that were handed to Meta a moment ago, every one of which carries a code. */
async function sentMany({ tenantId }: Tenant, count: number): Promise<{ id: string; wamid: string }[]> {
  const all = Array.from({ length: count }, () => ({ id: newUuid(), wamid: `wamid.${randomUUID()}` }))
  const ids = all.map(({ id }) => id)
  const otps = all.map(() => newUuid())
  await owner`insert into otps (tenant_id, mode, id, phone, canonical_phone, status, code_length, key_id, expires_at,
      message_id, metadata, request_id)
    select ${tenantId}, 'live', o, '+1202555' || n, '+1202555' || n || ${tenantId}, 'pending', 6, 'x',
      now() + interval '5 minutes', m, '{}', m from unnest(${otps}::uuid[], ${ids}::uuid[]) with ordinality as t(o, m, n)`
  await owner`insert into messages (tenant_id, mode, id, direction, type, status, phone, otp_id, wamid)
    select ${tenantId}, 'live', m, 'outbound', 'template', 'sent', '+12025550141', o, w
    from unnest(${otps}::uuid[], ${ids}::uuid[], ${all.map(({ wamid }) => wamid)}::text[]) as t(o, m, w)`
  await owner`insert into message_routes (tenant_id, mode, wamid, message_id)
    select ${tenantId}, 'live', w, m from unnest(${ids}::uuid[], ${all.map(({ wamid }) => wamid)}::text[]) as t(m, w)`
  return all
}

describe('a delivery of 3 MB with 1,000 reports', () => {
  test('is stored within a second, and applied within ten', async () => {
    const tenant = await makeSendingTenant()
    const all = await sentMany(tenant, 1_000)
    const note = 'x'.repeat(2_950)
    const body = statusBody(...all.map(({ wamid }) => ({ id: wamid, status: 'read', note })))
    expect(body.length).toBeGreaterThan(2.9 * 1024 * 1024)
    expect(body.length).toBeLessThan(policy.hooks.bodyLimitBytes)
    const deferred: (() => Promise<void>)[] = []
    const start = performance.now()
    const delivery = {
      signature: signatureOf(body),
      body,
      defer: (work: () => Promise<void>) => deferred.push(work),
    }
    await receiveWebhook(delivery, otpMessages)
    expect(performance.now() - start).toBeLessThan(1_000)
    for (const work of deferred) await work()
    const taken = performance.now() - start
    const rows =
      await owner`select status, count(*)::int from messages where tenant_id = ${tenant.tenantId} group by 1`
    expect([...rows]).toEqual([{ status: 'read', count: 1_000 }])
    const events = await owner`select type, count(*)::int from events where tenant_id = ${tenant.tenantId}
      group by 1 order by 1`
    expect([...events]).toEqual([
      { type: 'message.delivered', count: 1_000 },
      { type: 'message.read', count: 1_000 },
      { type: 'otp.delivered', count: 1_000 },
    ])
    expect(taken).toBeLessThan(10_000)
  })

  test('delivered several times at once, parts of it in other orders, moves each message once', async () => {
    const tenant = await makeSendingTenant()
    const all = await sentMany(tenant, 300)
    const bodies = ['delivered', 'read', 'failed', 'sent'].map((status, index) => {
      const own = index % 2 ? all : [...all].reverse()
      return statusBody(...own.map(({ wamid }) => ({ id: wamid, status, errors: [{ code: 131026 }] })))
    })
    await Promise.all([...bodies, ...bodies].map((body) => receive(body)))
    const rows =
      await owner`select status, count(*)::int from messages where tenant_id = ${tenant.tenantId} group by 1`
    expect([...rows]).toEqual([{ status: 'failed', count: 300 }])
    const failed = await owner`select type, count(*)::int from events where tenant_id = ${tenant.tenantId}
      and type like '%.failed' group by 1 order by 1`
    expect([...failed]).toEqual([
      { type: 'message.failed', count: 300 },
      { type: 'otp.failed', count: 300 },
    ])
    const open =
      await owner`select error from meta_webhooks where due_at is not null and body in ${owner(bodies)}`
    expect([...open]).toEqual([])
  })
})

describe('a report that comes before its message is written down', () => {
  const about = ({ sender }: Tenant, wamid: string) =>
    statusBody({ id: wamid, status: 'delivered' })
      .toString()
      .replace(
        '"messaging_product"',
        `"metadata":{"phone_number_id":"${sender.phoneNumberId}"},"messaging_product"`,
      )
  const fallDue = (body: Buffer) =>
    owner`update meta_webhooks set due_at = clock_timestamp() where due_at is not null and body = ${body}`

  test('waits for it', async () => {
    const tenant = await makeSendingTenant()
    const wamid = `wamid.${randomUUID()}`
    const body = Buffer.from(about(tenant, wamid))
    await receive(body)
    const [waiting] = await owner`select due_at, error from meta_webhooks where body = ${body}`
    expect(waiting).toMatchObject({ due_at: expect.any(Date), error: null })
    const { id } = await makeMessage({ tenantId: tenant.tenantId, mode: 'live', status: 'sent', wamid })
    await owner`insert into message_routes (tenant_id, mode, wamid, message_id)
      values (${tenant.tenantId}, 'live', ${wamid}, ${id})`
    await fallDue(body)
    await handleDueWebhooks(otpMessages)
    expect(await owner`select status from messages where id = ${id}`).toMatchObject([{ status: 'delivered' }])
    expect(await owner`select due_at from meta_webhooks where body = ${body}`).toMatchObject([
      { due_at: null },
    ])
  })

  test('and not for ever: then it is counted, once, and finished', async () => {
    const tenant = await makeSendingTenant()
    const body = Buffer.from(about(tenant, `wamid.${randomUUID()}`))
    const stored = await asSystem((tx) => storeWebhook(tx, body))
    const last = { ...stored, attempts: policy.hooks.routeAttempts }
    await Promise.all([handleWebhook(last, otpMessages), handleWebhook(last, otpMessages)])
    const [row] = await owner`select w.due_at, f.field from meta_webhooks w
      join meta_field_counts f on f.webhook_id = w.id where w.id = ${stored.id}`
    expect(row).toMatchObject({ due_at: null, field: 'messages.statuses:unknown_message' })
  })
})

test('a message that nobody can move hinders no other in the same delivery', async () => {
  const [good, bad] = [await makeSendingTenant(), await makeSendingTenant()]
  const [[one], [other]] = [await sentMany(good, 1), await sentMany(bad, 1)]
  await owner`update messages set failure = '{"not":"a failure"}' where id = ${other?.id ?? ''}`
  await report(...[other, one].map((sent) => ({ id: sent?.wamid ?? '', status: 'read' })))
  expect(await owner`select status from messages where id = ${one?.id ?? ''}`).toMatchObject([
    { status: 'read' },
  ])
  expect(await owner`select status from messages where id = ${other?.id ?? ''}`).toMatchObject([
    { status: 'sent' },
  ])
  await owner`update messages set failure = null where id = ${other?.id ?? ''}`
})
