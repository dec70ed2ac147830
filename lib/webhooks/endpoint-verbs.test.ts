import { describe, expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { unseal } from '@/lib/core/crypto'
import { fromTypeId, newTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { testContext } from '@/lib/core/test-context'
import { person, personOf } from '@/lib/keys/fixtures/person'
import { createEndpoint } from '@/lib/webhooks/create-endpoint'
import { deleteEndpoint } from '@/lib/webhooks/delete-endpoint'
import { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import { auditOf, plainEndpoint, rowOf, signalsOf } from '@/lib/webhooks/fixtures/endpoints'
import { getEndpoint } from '@/lib/webhooks/get-endpoint'
import { listEndpoints } from '@/lib/webhooks/list-endpoints'
import { testEndpoint } from '@/lib/webhooks/test-endpoint'
import { updateEndpoint } from '@/lib/webhooks/update-endpoint'

const secretHeaders = { Authorization: 'Bearer sesame-open-please', 'X-Trace': '1' }
const notFound = { code: 'not_found', status: 404 }

describe('a new endpoint', () => {
  test('is as it was asked for, idle, with a lane of its own', async () => {
    const { ctx } = await person('developer')
    const made = await createEndpoint(
      ctx,
      plainEndpoint({
        url: 'HTTP://127.0.0.1:9',
        events: ['otp.verified', 'otp.failed'],
        description: 'Production',
        ratePerSecond: 50,
      }),
    )
    expect(EndpointObject.parse(made)).toEqual(made)
    expect(made).toMatchObject({
      url: 'http://127.0.0.1:9/',
      mode: 'live',
      enabled: true,
      rate_per_second: 50,
    })
    expect(made).toMatchObject({
      events: ['otp.verified', 'otp.failed'],
      disabled_at: null,
      failing_since: null,
    })
    expect(await getEndpoint(ctx, made)).toEqual(made)
    const { lane } = await rowOf(made.id)
    expect(lane).toMatchObject({ width: policy.webhooks.concurrent.perEndpoint, next_due_at: null })
  })

  test('for all events keeps no list of them, so that later types are among them', async () => {
    const { ctx } = await person('owner')
    const made = await createEndpoint(ctx, plainEndpoint())
    expect(made.events).toEqual(['*'])
    expect((await rowOf(made.id)).endpoint.event_types).toBeNull()
  })

  test('that is made disabled says since when, and why', async () => {
    const { ctx } = await person('owner')
    const made = await createEndpoint(ctx, plainEndpoint({ enabled: false }))
    expect(made).toMatchObject({ enabled: false, disabled_reason: 'by_hand', disabled_at: made.created_at })
  })

  test('keeps its headers sealed in its own row, and shows their names alone', async () => {
    const { ctx } = await person('owner')
    const made = await createEndpoint(ctx, plainEndpoint({ headers: secretHeaders }))
    expect(made.header_names).toEqual(['Authorization', 'X-Trace'])
    const { endpoint } = await rowOf(made.id)
    const place = { table: 'webhook_endpoints', column: 'headers', tenantId: ctx.tenantId }
    const rowId = fromTypeId('endpoint', made.id) ?? ''
    expect(JSON.parse(unseal({ ...place, rowId }, endpoint.headers_sealed))).toEqual(secretHeaders)
    const all = JSON.stringify([made, endpoint, await auditOf(ctx), await listEndpoints(ctx, { limit: 25 })])
    expect(all).not.toContain('sesame')
  })

  test('may have the URL of another', async () => {
    const { ctx } = await person('owner')
    await createEndpoint(ctx, plainEndpoint())
    await createEndpoint(ctx, plainEndpoint({ events: ['otp.sent'] }))
    expect((await listEndpoints(ctx, { limit: 25 })).data).toHaveLength(2)
  })
})

test('of 50 endpoints the last is the last, however many are made at once; a deleted one makes room', async () => {
  const { ctx } = await person('owner')
  const { endpointsPerMode } = policy.webhooks
  const results = await Promise.allSettled(
    Array.from({ length: endpointsPerMode + 10 }, () => createEndpoint(ctx, plainEndpoint())),
  )
  const [first] = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(refused).toHaveLength(10)
  for (const reason of refused) expect(reason).toMatchObject({ code: 'state_conflict', status: 409 })
  const other = (await personOf(ctx.tenantId, 'owner', 'test')).ctx
  await createEndpoint(other, plainEndpoint())
  await deleteEndpoint(ctx, { id: first?.id ?? '' })
  await createEndpoint(ctx, plainEndpoint())
  await expect(createEndpoint(ctx, plainEndpoint())).rejects.toMatchObject({ code: 'state_conflict' })
})

test('lists come newest first, page by page, without the deleted and without anybody else’s', async () => {
  const { ctx } = await person('owner')
  const ids: string[] = []
  for (let n = 0; n < 5; n++) ids.push((await createEndpoint(ctx, plainEndpoint())).id)
  await createEndpoint((await person('owner')).ctx, plainEndpoint())
  await createEndpoint((await personOf(ctx.tenantId, 'owner', 'test')).ctx, plainEndpoint())
  await deleteEndpoint(ctx, { id: ids[2] ?? '' })
  const wanted = ids.filter((_, n) => n !== 2).reverse()
  const first = await listEndpoints(ctx, { limit: 3 })
  expect(first).toMatchObject({ has_more: true, next_cursor: expect.any(String) })
  const rest = await listEndpoints(ctx, { limit: 3, cursor: first.next_cursor ?? '' })
  expect(rest).toMatchObject({ has_more: false, next_cursor: null })
  expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(wanted)
  const strangers = (await person('owner')).ctx
  await expect(listEndpoints(strangers, { limit: 3, cursor: first.next_cursor ?? '' })).rejects.toMatchObject(
    {
      code: 'validation_failed',
    },
  )
})

describe('an endpoint that is not there', () => {
  const verbs = { getEndpoint, updateEndpoint, deleteEndpoint, testEndpoint }

  test.each(Object.entries(verbs))(
    '%s finds none: foreign, of the other mode, deleted, unknown, no id',
    async (_, verb) => {
      const { ctx } = await person('owner')
      const stranger = (await person('owner')).ctx
      const other = (await personOf(ctx.tenantId, 'owner', 'test')).ctx
      const deleted = await createEndpoint(ctx, plainEndpoint())
      await deleteEndpoint(ctx, deleted)
      const ids = [
        (await createEndpoint(stranger, plainEndpoint())).id,
        (await createEndpoint(other, plainEndpoint())).id,
        deleted.id,
        newTypeId('endpoint'),
        newTypeId('otp'),
        'whe_x',
        '',
        '\0',
      ]
      for (const id of ids) await expect(verb(ctx, { id })).rejects.toMatchObject(notFound)
      const { id: foreign = '' } = { id: ids[0] }
      expect((await rowOf(foreign)).endpoint.deleted_at).toBeNull()
    },
  )
})

describe('what is written down', () => {
  test('of a person: every change with what it was before, and a signal about who made it', async () => {
    const { ctx, answered } = await person('owner')
    const url = 'http://127.0.0.1:9/a?token=sesame'
    const { id } = await createEndpoint(ctx, plainEndpoint({ url }))
    await updateEndpoint(ctx, { id, url: 'http://127.0.0.1:9/b', description: 'New' })
    await updateEndpoint(ctx, { id, description: 'New' })
    await updateEndpoint(ctx, { id })
    await deleteEndpoint(ctx, { id })
    await answered()
    const entries = await auditOf(ctx)
    expect(entries.map(({ action }) => action)).toEqual([
      'webhook_endpoint.created',
      'webhook_endpoint.changed',
      'webhook_endpoint.deleted',
    ])
    expect(entries[1]).toMatchObject({
      target_id: id,
      before: { url: 'http://127.0.0.1:9/a?…', description: '' },
      after: { url: 'http://127.0.0.1:9/b', description: 'New' },
    })
    expect(JSON.stringify(entries)).not.toContain('sesame')
    const noted = await signalsOf(ctx)
    const kind = 'webhook_endpoint_changed'
    const subject = ctx.actor.type === 'user' ? ctx.actor.id : ''
    expect(noted).toHaveLength(3)
    expect(noted).toEqual(
      expect.arrayContaining([
        { kind, subject, facts: { endpoint: id, change: 'created' } },
        { kind, subject, facts: { endpoint: id, change: 'url, description' } },
        { kind, subject, facts: { endpoint: id, change: 'deleted' } },
      ]),
    )
  })

  test('of a key: the signal; what it did is in the request log', async () => {
    const { id: tenantId } = await makeTenant()
    const { ctx, answered } = testContext({ tenantId, mode: 'live' })
    const { id } = await createEndpoint(ctx, plainEndpoint())
    await answered()
    expect(await auditOf(ctx)).toEqual([])
    const [noted] = await signalsOf(ctx)
    const subject = ctx.actor.type === 'api_key' ? ctx.actor.id : ''
    expect(noted).toMatchObject({ kind: 'webhook_endpoint_changed', subject, facts: { endpoint: id } })
  })
})

test('a deleted endpoint stays a row, so that what was delivered to it can be read', async () => {
  const { ctx } = await person('owner')
  const made = await createEndpoint(ctx, plainEndpoint())
  expect(await deleteEndpoint(ctx, made)).toEqual({ object: 'webhook_endpoint', id: made.id, deleted: true })
  const [row] =
    await owner`select deleted_at from webhook_endpoints where id = ${fromTypeId('endpoint', made.id)}`
  expect(row?.deleted_at).toBeInstanceOf(Date)
})
