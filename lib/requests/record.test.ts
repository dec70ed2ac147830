import { describe, expect, test, vi } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { backgroundWorkDone, runInBackground } from '@/lib/core/background'
import type { Ctx } from '@/lib/core/context'
import { newTypeId, newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { testContext } from '@/lib/core/test-context'
import { sendOtpEndpoint, verifyOtpEndpoint } from '@/lib/otp/endpoints'
import { getRequestEndpoint, listRequestsEndpoint } from '@/lib/requests/endpoints'
import { type RecordedCall, recordRequest, rowOf } from '@/lib/requests/record'
import { keepForWriting } from '@/lib/requests/write-behind'

const code = '481516'
const to = '+4915112345678'

function call(more: Partial<RecordedCall> = {}): RecordedCall {
  return {
    endpoint: sendOtpEndpoint,
    parameters: {},
    path: '/api/v1/otp/send',
    query: new URLSearchParams(),
    body: { to },
    reply: { status: 202, body: '{}', isReplay: false },
    durationMs: Math.PI,
    address: '203.0.113.9',
    userAgent: undefined,
    idempotencyKey: undefined,
    ...more,
  }
}

async function newCtx(): Promise<Ctx> {
  const { id } = await makeTenant()
  return testContext({ tenantId: id, mode: 'live' }).ctx
}

const storedOf = async ({ tenantId }: Ctx) =>
  owner`select * from requests where tenant_id = ${tenantId} order by id desc`

test('a call is kept with who made it, from where, how long it took and what it was about', async () => {
  const ctx = await newCtx()
  const [otp, message] = [newTypeId('otp'), newTypeId('message')]
  const answer = { object: 'otp', otp_id: otp, message_id: message, to, request_id: newTypeId('request') }
  await recordRequest(
    ctx,
    call({
      path: '/api/v1/otp/send/',
      body: { to, purpose: 'sign-in' },
      reply: { status: 202, body: JSON.stringify(answer), isReplay: true },
      userAgent: 'x'.repeat(300),
      idempotencyKey: 'order 7',
    }),
  )
  const [row] = await storedOf(ctx)
  expect(row).toMatchObject({
    id: ctx.requestId,
    mode: 'live',
    method: 'POST',
    path: '/api/v1/otp/send',
    status: 202,
    error_code: null,
    duration_ms: 3.14,
    api_key_id: ctx.actor.type === 'api_key' ? ctx.actor.id : '',
    address: '203.0.113.9',
    user_agent: `${'x'.repeat(256)}…`,
    idempotency_key: 'order 7',
    is_replay: true,
    request_body: { to, purpose: 'sign-in' },
    response_body: answer,
    subjects: [otp, message],
  })
  expect(Math.abs(Date.now() - row?.created_at.getTime())).toBeLessThan(5_000)
})

describe('no code is kept', () => {
  const verify = (more: Partial<RecordedCall>) =>
    rowOf(
      testContext({ tenantId: newUuid(), mode: 'live' }).ctx,
      call({ endpoint: verifyOtpEndpoint, ...more }),
    )
  const cases: [string, Partial<RecordedCall>][] = [
    ['as it is meant to be sent', { body: { to, code } }],
    ['as a number', { body: { to, code: Number(code) } }],
    ['in a list', { body: { to, code: [code] } }],
    ['under a mistyped name', { body: { to, cod: code } }],
    ['in another member', { body: { to: code, code: to } }],
    ['as a name', { body: { to, code, [code]: true } }],
    ['in an Idempotency-Key', { body: { to, code }, idempotencyKey: `verify-${to}-${code}` }],
    ['in the name of the client', { body: { to, code }, userAgent: `app/${code}` }],
    ['in the query', { query: new URLSearchParams({ code, to }) }],
    ['in the path', { path: `/api/v1/otp/${code}`, endpoint: getRequestEndpoint, body: undefined }],
    [
      'in our own answer',
      { body: { to, code }, reply: { status: 200, body: `{"detail":"not ${code}"}`, isReplay: false } },
    ],
    ['as a body that is no object', { body: code }],
  ]
  test.each(cases)('%s', (_, more) => {
    const row = verify(more)
    expect(row).not.toContain(code)
    expect(() => JSON.parse(row)).not.toThrow()
  })

  test('nor a proof, nor a key that came as an unknown member of the query', () => {
    const key = `wsa_live_${'k'.repeat(38)}`
    const proof = 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl'
    const row = verify({
      body: { to, code },
      query: new URLSearchParams({ [key]: '', api_key: key }),
      reply: { status: 200, body: JSON.stringify({ verified: true, to, proof }), isReplay: false },
    })
    expect(row).not.toContain('wsa_')
    expect(row).not.toContain('eyJ')
    expect(JSON.parse(row).response_body).toEqual({ verified: true, to, proof: '[redacted]' })
  })
})

test('of the query only what the endpoint knows is kept', () => {
  const { ctx } = testContext({ tenantId: newUuid(), mode: 'live' })
  const query = new URLSearchParams({ status: '4xx', path: '/otp & more', unknown: 'x' })
  const row = JSON.parse(
    rowOf(ctx, call({ endpoint: listRequestsEndpoint, path: '/api/v1/requests', query, body: undefined })),
  )
  expect(row.path).toBe('/api/v1/requests?status=4xx&path=%2Fotp%20%26%20more')
  expect(row).not.toHaveProperty('request_body')
})

test('a list is about none of what it lists; a malformed id is about nothing', () => {
  const { ctx } = testContext({ tenantId: newUuid(), mode: 'live' })
  const id = newTypeId('request')
  const subjects = (parameters: Record<string, string>, answer: object) =>
    JSON.parse(
      rowOf(
        ctx,
        call({
          endpoint: getRequestEndpoint,
          parameters,
          body: undefined,
          reply: { status: 200, body: JSON.stringify(answer), isReplay: false },
        }),
      ),
    ).subjects
  expect(subjects({ id }, { object: 'request', objects: [{ id: newTypeId('otp') }] })).toHaveLength(2)
  expect(subjects({ id }, {})).toEqual([id])
  expect(subjects({}, { object: 'list', data: [{ otp_id: newTypeId('otp') }] })).toEqual([])
  expect(subjects({ id: `${newTypeId('otp')}x` }, {})).toEqual([])
})

describe('the writing behind the answers', () => {
  const newQueue = () => ({
    rows: [],
    characters: 0,
    dropped: 0,
    next: null,
    hurry: () => {},
    writing: Promise.resolve(),
  })
  const rowFor = (ctx: Ctx, more: Partial<RecordedCall> = {}) =>
    rowOf({ ...ctx, requestId: newUuid() }, call(more))

  test('a thousand calls that end together are all there, in a few statements', async () => {
    const ctx = await newCtx()
    await Promise.all(
      Array.from({ length: 1_000 }, () => recordRequest({ ...ctx, requestId: newUuid() }, call())),
    )
    expect(await storedOf(ctx)).toHaveLength(1_000)
  })

  test('a process that stops in order has written what it still held', async () => {
    const ctx = await newCtx()
    runInBackground(() => recordRequest(ctx, call()))
    await backgroundWorkDone()
    expect(await storedOf(ctx)).toHaveLength(1)
  })

  test('a call that is written twice is there once', async () => {
    const ctx = await newCtx()
    await recordRequest(ctx, call())
    await recordRequest(ctx, call())
    expect(await storedOf(ctx)).toHaveLength(1)
  })

  test('one that the database refuses takes none of its batch with it', async () => {
    const ctx = await newCtx()
    const own = newQueue()
    const rows = Array.from({ length: 9 }, () => rowFor(ctx))
    rows.splice(4, 0, rows[0]?.replace('"status":202', '"status":99999') ?? '')
    await Promise.all(rows.map((row) => keepForWriting(row, own)))
    expect(await storedOf(ctx)).toHaveLength(9)
    expect(own).toMatchObject({ rows: [], characters: 0 })
  })

  test('while the database is away calls wait, the oldest give way, and the rest are written once it is back', async () => {
    const ctx = await newCtx()
    const own = newQueue()
    const body = { to, purpose: 'p'.repeat(2_000), metadata: { a: 'a'.repeat(2_000), b: 'b'.repeat(2_000) } }
    const many = Math.ceil(policy.requestLog.memory.characters / 6_000) + 300
    await owner`revoke execute on function record_requests(jsonb) from hawk_app`
    try {
      for (let count = 0; count < many; count++) void keepForWriting(rowFor(ctx, { body }), own)
      await own.next
      expect(await storedOf(ctx)).toHaveLength(0)
      expect(own.characters).toBeLessThanOrEqual(policy.requestLog.memory.characters)
      expect(own.rows.length).toBeLessThan(many)
    } finally {
      await owner`grant execute on function record_requests(jsonb) to hawk_app`
    }
    const kept = own.rows.length
    const last = rowFor(ctx)
    void keepForWriting(last, own)
    await vi.waitFor(async () => expect(await storedOf(ctx)).toHaveLength(kept + 1), {
      timeout: 10_000,
      interval: 200,
    })
    expect((await storedOf(ctx))[0]?.id).toBe(JSON.parse(last).id)
    expect(own).toMatchObject({ rows: [], characters: 0 })
  })
})
