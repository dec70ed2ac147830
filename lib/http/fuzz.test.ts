import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { newTypeId } from '@/lib/core/ids'
import { makeApiClient, problemOf } from '@/lib/http/fixtures/request'

/** Enough of them that none meets its rate limit, each asked in turn. */
const clients = await Promise.all(Array.from({ length: 24 }, () => makeApiClient()))
let turn = 0
const client = () => clients[turn++ % clients.length] ?? raise()
const to = '+14155550100'

// Some of it was accepted, and a sweep in another test would have to send it all.
afterAll(async () => {
  const ids = clients.map(({ tenantId }) => tenantId)
  await owner`delete from messages where tenant_id in ${owner(ids)}`
  await owner`delete from otps where tenant_id in ${owner(ids)}`
})

describe('no input gives a 5xx', () => {
  const nasty = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      Number.POSITIVE_INFINITY,
      2 ** 53,
      Number.MIN_VALUE,
      '',
      '\0',
      '\ud800',
      '__proto__',
      to,
      '123456',
      newTypeId('otp'),
    ),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.jsonValue({ maxDepth: 4 }),
  )
  const body = fc.oneof(
    fc.jsonValue({ maxDepth: 5 }),
    fc.record(
      {
        to: fc.oneof(nasty, fc.constant(to)),
        code: nasty,
        otp_id: nasty,
        code_length: nasty,
        expiry: nasty,
        from: nasty,
        waba_id: nasty,
        locale: nasty,
        purpose: nasty,
        metadata: fc.oneof(nasty, fc.dictionary(fc.string({ unit: 'binary' }), nasty)),
      },
      { requiredKeys: [] },
    ),
    fc.record({
      to: fc.noBias(fc.nat(9_999_999)).map((n) => `+1415${String(n).padStart(7, '0')}`),
      purpose: fc.string({ unit: 'binary', minLength: 1, maxLength: 64 }),
      metadata: fc.dictionary(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' })),
    }),
    fc.record({
      otp_id: fc.string({ unit: 'binary', minLength: 1 }),
      code: fc.stringMatching(/^[0-9]{4,8}$/),
    }),
  )

  test.each(['/otp/send', '/otp/verify'])(
    '2,000 random JSON bodies to %s',
    async (path) => {
      await fc.assert(
        fc.asyncProperty(body, async (value) => {
          const reply = await client().post(path, value)
          expect(reply.status).toBeLessThan(500)
          expect(reply.headers.ratelimit).not.toContain('r=0')
          if (reply.status >= 400) problemOf(reply)
        }),
        { numRuns: 2_000 },
      )
    },
    60_000,
  )

  test.each(['/otp/send', '/otp/verify'])(
    '2,000 random bodies of bytes to %s',
    async (path) => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'grapheme' })),
          async (bytes) => {
            expect(problemOf(await client().send(path, bytes)).status).toBeLessThan(500)
          },
        ),
        { numRuns: 2_000 },
      )
    },
    60_000,
  )

  test('2,000 random ids and queries', async () => {
    const id = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webPath(),
      fc.uuid().map(() => newTypeId('otp')),
    )
    await fc.assert(
      fc.asyncProperty(id, fc.webQueryParameters(), async (text, query) => {
        const { get, key } = client()
        const reply = await get(`/otp/${text}`, { query, headers: { authorization: `Bearer ${key}` } })
        expect(problemOf(reply).status).toBe(404)
      }),
      { numRuns: 2_000 },
    )
  }, 60_000)

  test('2,000 random keys', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (authorization) => {
        expect(problemOf(await client().get('/otp/x', { headers: { authorization } })).status).toBe(401)
      }),
      { numRuns: 2_000 },
    )
  }, 60_000)
})

function raise(): never {
  throw new Error('There is no client.')
}
