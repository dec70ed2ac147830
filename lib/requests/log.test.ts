import { describe, expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import type { Ctx, Mode } from '@/lib/core/context'
import { fromTypeId, newTypeId, newUuid, toTypeId } from '@/lib/core/ids'
import { testContext } from '@/lib/core/test-context'
import { getRequest } from '@/lib/requests/get'
import { listRequests } from '@/lib/requests/list'
import { RequestDetail, RequestList } from '@/lib/requests/schema'

async function newCtx(mode: Mode = 'live'): Promise<Ctx> {
  const { id } = await makeTenant()
  return testContext({ tenantId: id, mode }).ctx
}

type Given = {
  id?: string
  status?: number
  path?: string
  method?: string
  error?: string
  key?: string
  subjects?: string[]
}

/** Returns the public id. */
async function make({ tenantId, mode }: Pick<Ctx, 'tenantId' | 'mode'>, given: Given = {}): Promise<string> {
  const {
    id = newUuid(),
    status = 200,
    path = '/api/v1/otp/send',
    method = 'POST',
    error,
    key,
    subjects = [],
  } = given
  await owner`
    insert into requests (tenant_id, mode, id, method, path, status, error_code, duration_ms, api_key_id, address,
      subjects, request_body, response_body)
    values (${tenantId}, ${mode}, ${id}, ${method}, ${path}, ${status}, ${error ?? null}, 1.5, ${key ?? null}, '::1',
      ${subjects}, '{"to":"+14155550100"}', '{"object":"otp"}')`
  return toTypeId('request', id)
}

type Query = Partial<Parameters<typeof listRequests>[1]>
const idsOf = async (ctx: Ctx, query: Query = {}) =>
  (await listRequests(ctx, { limit: 100, ...query })).data.map(({ id }) => id)

test('the list is newest first, without bodies, and its pages put together are the whole of it', async () => {
  const ctx = await newCtx()
  const ids: string[] = []
  for (let index = 0; index < 7; index++) ids.unshift(await make(ctx))
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listRequests(ctx, { limit: 3, cursor })
    expect(RequestList.parse(page)).toEqual(page)
    expect(JSON.stringify(page)).not.toContain('+14155550100')
    seen.push(...page.data.map(({ id }) => id))
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  expect(seen).toEqual(ids)
})

describe('filters', () => {
  test('status, exactly or by class; method; path; error code; key; all at once', async () => {
    const ctx = await newCtx()
    const key = newUuid()
    const sent = await make(ctx, { status: 202, key })
    const missing = await make(ctx, {
      status: 404,
      error: 'not_found',
      path: '/api/v1/otp/otp_x',
      method: 'GET',
    })
    const invalid = await make(ctx, { status: 422, error: 'validation_failed', key })
    const broken = await make(ctx, { status: 500, error: 'internal_error' })
    expect(await idsOf(ctx, { status: '4xx' })).toEqual([invalid, missing])
    expect(await idsOf(ctx, { status: '202' })).toEqual([sent])
    expect(await idsOf(ctx, { status: '5xx' })).toEqual([broken])
    expect(await idsOf(ctx, { status: '3xx' })).toEqual([])
    expect(await idsOf(ctx, { method: 'GET' })).toEqual([missing])
    expect(await idsOf(ctx, { path: '/otp/otp_' })).toEqual([missing])
    expect(await idsOf(ctx, { path: '/api/v1/otp/send' })).toEqual([broken, invalid, sent])
    expect(await idsOf(ctx, { path: '/otp/%' })).toEqual([])
    expect(await idsOf(ctx, { errorCode: 'internal_error' })).toEqual([broken])
    expect(await idsOf(ctx, { apiKeyId: toTypeId('key', key) })).toEqual([invalid, sent])
    expect(await idsOf(ctx, { apiKeyId: toTypeId('key', key), status: '4xx', method: 'POST' })).toEqual([
      invalid,
    ])
  })

  test('an object: the calls about it, and the one that made it', async () => {
    const ctx = await newCtx()
    const [otp, message] = [newTypeId('otp'), newTypeId('message')]
    const sent = await make(ctx, { subjects: [otp, message] })
    const read = await make(ctx, { subjects: [otp] })
    await make(ctx, { subjects: [newTypeId('otp')] })
    expect(await idsOf(ctx, { object: otp })).toEqual([read, sent])
    expect(await idsOf(ctx, { object: message })).toEqual([sent])
    expect(await idsOf(ctx, { object: newTypeId('otp') })).toEqual([])
    const first = await listRequests(ctx, { limit: 1, object: otp })
    expect(first.data.map(({ id }) => id)).toEqual([read])
    const second = await listRequests(ctx, { limit: 1, object: otp, cursor: first.next_cursor ?? '' })
    expect(second.data.map(({ id }) => id)).toEqual([sent])
    expect(second.has_more).toBe(false)
  })

  test('a span of time, its ends included', async () => {
    const ctx = await newCtx()
    const at = (time: number) => {
      const hex = time.toString(16).padStart(12, '0')
      return `${hex.slice(0, 8)}-${hex.slice(8)}${newUuid().slice(13)}`
    }
    const now = Date.now()
    const [first, second, third] = [
      await make(ctx, { id: at(now - 2_000) }),
      await make(ctx, { id: at(now - 1_000) }),
      await make(ctx, { id: at(now) }),
    ]
    const iso = (time: number) => new Date(time).toISOString()
    expect(await idsOf(ctx, { createdAfter: iso(now - 1_000) })).toEqual([third, second])
    expect(await idsOf(ctx, { createdBefore: iso(now - 1_000) })).toEqual([second, first])
    expect(await idsOf(ctx, { createdAfter: iso(now - 1_500), createdBefore: iso(now - 500) })).toEqual([
      second,
    ])
    expect(
      await idsOf(ctx, { createdAfter: '0001-01-01T00:00:00Z', createdBefore: '9999-12-31T23:59:59.999Z' }),
    ).toHaveLength(3)
  })

  /** What keeps a list quick for whoever has millions of calls. */
  test.each([
    ['requests_.*_(tenant_id_mode_id|pkey)', ''],
    ['requests_.*_api_key_id', `and api_key_id = '${newUuid()}'`],
    ['requests_.*_expr_|subjects', `and subjects[1] = '${newTypeId('otp')}'`],
  ])('the tenant’s own list is read from an index: %s', async (index, condition) => {
    const { tenantId } = await newCtx()
    const plan = await owner.begin(async (tx) => {
      await tx`select enter_tenant(${tenantId}, 'live')`
      await tx`set local enable_seqscan = off`
      await tx`set local enable_bitmapscan = off`
      return tx.unsafe(`explain select id from requests where true ${condition} order by id desc limit 26`)
    })
    const text = plan.map((row) => String(row['QUERY PLAN'])).join('\n')
    const conditions = text.match(/Index Cond: .*/g) ?? []
    expect(conditions.length).toBeGreaterThan(0)
    if (condition) for (const line of conditions) expect(line).toMatch(/api_key_id|subjects/)
    expect(text, index).not.toContain('Seq Scan')
  })
})

describe('what is not theirs is not there', () => {
  test('a call of another tenant, or of the other mode, looks like one that never was', async () => {
    const [ctx, stranger] = [await newCtx(), await newCtx()]
    const id = await make(ctx)
    await make(stranger)
    const otherMode = testContext({ tenantId: ctx.tenantId, mode: 'test' }).ctx
    for (const outsider of [stranger, otherMode])
      await expect(getRequest(outsider, { id })).rejects.toMatchObject({ code: 'not_found', options: {} })
    expect(await idsOf(ctx)).toEqual([id])
    expect(await idsOf(otherMode)).toEqual([])
    const { next_cursor } = await listRequests(ctx, { limit: 1 }).then(async () => {
      await make(ctx)
      return listRequests(ctx, { limit: 1 })
    })
    await expect(listRequests(stranger, { limit: 1, cursor: next_cursor ?? '' })).rejects.toMatchObject({
      code: 'validation_failed',
    })
  })

  test.each([newTypeId('request'), newTypeId('otp'), 'req_', '', '..', '%00', "'"])(
    '%j is not_found',
    async (id) => {
      await expect(getRequest(await newCtx(), { id })).rejects.toMatchObject({
        code: 'not_found',
        options: {},
      })
    },
  )
})

test('a call tells what was said, and the objects it was about by their kinds', async () => {
  const ctx = await newCtx()
  const subjects = [newTypeId('otp'), newTypeId('message'), newTypeId('endpoint'), newTypeId('key')]
  const id = await make(ctx, { subjects, key: newUuid() })
  const call = await getRequest(ctx, { id })
  expect(RequestDetail.parse(call)).toEqual(call)
  expect(call).toMatchObject({
    object: 'request',
    id,
    mode: 'live',
    request_body: { to: '+14155550100' },
    response_body: { object: 'otp' },
    duration_ms: 1.5,
  })
  expect(call.objects.map(({ type }) => type)).toEqual(['otp', 'message', 'webhook_endpoint', 'api_key'])
  expect(fromTypeId('request', call.id)).not.toBeNull()
})
