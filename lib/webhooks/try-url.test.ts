import { Webhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { policy } from '@/lib/core/policy'
import { testContext } from '@/lib/core/test-context'
import { startReceiver } from '@/lib/gateways/fixtures/receiver'
import { closeOutbound } from '@/lib/gateways/outbound'
import { person, personOf } from '@/lib/keys/fixtures/person'
import { TrialObject } from '@/lib/webhooks/endpoint-schema'
import { tryUrl } from '@/lib/webhooks/try-url'

const receiver = await startReceiver()
const { url } = receiver
beforeEach(() => {
  receiver.behave(200)
  receiver.requests.length = 0
})
afterAll(async () => {
  await closeOutbound()
  await receiver.close()
})

describe('a URL that is tried before it is saved', () => {
  test('gets one signed test event, which the official packages verify, with the headers that were given', async () => {
    const tenant = await makeTenant()
    const { ctx } = await personOf(tenant.id, 'developer', 'test')
    receiver.behave({ status: 201, body: 'thank you' })
    const trial = await tryUrl(ctx, { url, headers: { Authorization: 'Bearer own' } })
    expect(TrialObject.parse(trial)).toEqual(trial)
    expect(trial).toMatchObject({
      status_code: 201,
      error: null,
      body: 'thank you',
      duration_ms: expect.any(Number),
    })
    expect(receiver.requests).toHaveLength(1)
    const [first] = receiver.requests
    const { headers = {}, body = '', method } = first ?? {}
    expect(method).toBe('POST')
    expect(headers).toMatchObject({ authorization: 'Bearer own', 'content-type': 'application/json' })
    for (const Verifier of [Webhook, SvixWebhook])
      expect(new Verifier(tenant.webhookSecret).verify(body, headers)).toMatchObject({
        type: 'test.ping',
        mode: 'test',
        data: { object: 'ping', endpoint_id: null },
      })
    expect(headers['webhook-id']).toMatch(/^evt_/)
  })

  test('leaves nothing behind: no event, no delivery, no endpoint, no line in the audit log', async () => {
    const { ctx } = await person('owner')
    await tryUrl(ctx, { url, headers: { 'X-Own': 'sesame-open' } })
    const tables = await owner<{ name: string }[]>`
      select c.table_name as name from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'`
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) {
      const rows = await owner.unsafe(`select from "${name}" where tenant_id = $1`, [ctx.tenantId])
      expect([name, rows.length]).toEqual([name, 0])
    }
  })

  test('that answers badly is told of as it answered, and no redirect is followed', async () => {
    const { ctx } = await person('owner')
    receiver.behave({ status: 500, body: 'no' })
    expect(await tryUrl(ctx, { url, headers: {} })).toMatchObject({
      status_code: 500,
      error: null,
      body: 'no',
    })
    receiver.behave({ redirect: 'http://169.254.169.254/latest/meta-data/' })
    expect(await tryUrl(ctx, { url, headers: {} })).toMatchObject({ status_code: 302, error: null })
    receiver.behave('reset')
    const lost = await tryUrl(ctx, { url, headers: {} })
    expect(lost).toMatchObject({ status_code: null, error: 'connection_lost', body: null })
  })

  test('is shown the first 8 KB of its answer', async () => {
    const { ctx } = await person('owner')
    receiver.behave({ big: 100_000 })
    const { body } = await tryUrl(ctx, { url, headers: {} })
    expect(body).toBe('x'.repeat(policy.webhooks.shownBytes))
  })

  test('that could not be saved is refused, and nobody is asked', async () => {
    const { ctx } = await person('owner')
    for (const bad of ['ftp://127.0.0.1/', 'http://me:pw@127.0.0.1/', 'hooks', 'http://127.0.0.1:0/'])
      await expect(tryUrl(ctx, { url: bad, headers: {} })).rejects.toMatchObject({
        code: 'url_not_allowed',
        status: 422,
        options: { faults: [{ path: 'url', message: expect.any(String) }] },
      })
    expect(receiver.requests).toHaveLength(0)
  })

  test('cannot override what we sign or say of the body', async () => {
    const { ctx } = await person('owner')
    await tryUrl(ctx, { url, headers: { 'Webhook-Id': 'evt_forged', 'Content-Type': 'text/plain' } }).catch(
      () => {},
    )
    for (const { headers } of receiver.requests) {
      expect(headers['webhook-id']).not.toContain('forged')
      expect(headers['content-type']).toBe('application/json')
    }
  })

  test('is tried ten times a minute at most by a person, and by no key', async () => {
    const { ctx } = await person('owner')
    for (let n = 0; n < policy.webhooks.trialsPerMinute; n++) await tryUrl(ctx, { url, headers: {} })
    await expect(tryUrl(ctx, { url, headers: {} })).rejects.toMatchObject({
      code: 'rate_limited',
      options: { retryAfterSeconds: expect.any(Number) },
    })
    const key = testContext({ tenantId: ctx.tenantId, mode: 'live' }).ctx
    await expect(tryUrl(key, { url, headers: {} })).rejects.toMatchObject({ code: 'role_missing' })
  })
})
