import { createHmac, randomBytes } from 'node:crypto'
import { newUuid } from '@/lib/core/ids'
import { currentKeyId, keyFor } from '@/lib/core/key-ring'
import { expect, test } from '../fixtures'
import { claimsOf, withClaims, withToken } from '../support/access-token'
import { expectProblem } from '../support/problem'
import { openSession, type Session } from '../support/session'
import type { Tenant } from '../support/tenant'
import { exchange } from '../support/wire'
import { findWorld } from '../support/world'

const origin = findWorld().app_url
const past = Math.floor(Date.now() / 1_000) - 1

const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = { sub: newUuid(), sid: newUuid(), email: 'a@b.c', tenants: ['x'], accessExp: past + 10_000 }
function hs256(key: Buffer): string {
  const said = `${json({ alg: 'HS256', typ: 'JWT' })}.${json(claims)}`
  return `${said}.${createHmac('sha256', key).update(said).digest('base64url')}`
}

/** Tokens that nobody was given, or not like that. Each with the session of somebody who is signed in. */
const forgeries: [string, (session: Session) => Promise<Session> | Session][] = [
  ['one that has run out', (session) => withClaims(session, { accessExp: past })],
  [
    'one of a key that is not in the ring',
    (session) => withClaims(session, {}, randomBytes(32).toString('base64')),
  ],
  [
    'one made with the key of another purpose',
    (session) => withClaims(session, {}, keyFor('csrf', currentKeyId()).toString('base64')),
  ],
  ['one without a session', (session) => withClaims(session, { sid: undefined })],
  ['one of a session that never was', (session) => withClaims(session, { sid: newUuid() })],
  ['one whose session is no id', (session) => withClaims(session, { sid: "' or 1=1" })],
  ['one that never runs out', (session) => withClaims(session, { accessExp: 'never' })],
  [
    'one that is only signed',
    (session) => withToken(session, hs256(keyFor('session-token', currentKeyId()))),
  ],
  ['one signed with nothing', (session) => withToken(session, `${json({ alg: 'none' })}.${json(claims)}.`)],
  [
    'one that says it is sealed and is not',
    (session) => withToken(session, `${json({ alg: 'dir', enc: 'A256GCM' })}....`),
  ],
  [
    'one that names its own key',
    (session) =>
      withToken(
        session,
        `${json({ alg: 'RSA-OAEP', enc: 'A256GCM', jku: 'https://evil.example/k' })}.a.b.c.d`,
      ),
  ],
  [
    'one that unpacks to much',
    (session) => withToken(session, `${json({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' })}..a.b.c`),
  ],
  ['garbage', (session) => withToken(session, 'x'.repeat(3_000))],
  ['nothing', (session) => withToken(session, '')],
  ['odd bytes', (session) => withToken(session, '%00%ff%E0%A4%A')],
]

const page = ({ slug }: Tenant, session: object) =>
  exchange(origin, { path: `/dashboard/${slug}/test/otps`, headers: { ...session } })
const door = ({ slug }: Tenant, session: object) =>
  exchange(origin, {
    method: 'POST',
    path: `/api/dashboard/${slug}/test/otp/send`,
    headers: { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...session },
    body: '{}',
  })

for (const [name, forge] of forgeries)
  test(`${name} opens nothing, and breaks nothing`, async ({ tenant }) => {
    const forged = await forge(await openSession(origin, tenant))
    expectProblem(await door(tenant, forged), 401, 'session_missing')
    const reply = await page(tenant, forged)
    expect([303, 307]).toContain(reply.status)
    expect(reply.headers.location).toMatch(/\/(session\?to|sign-in\?callbackUrl)=%2Fdashboard%2F/)
    expect(reply.text).not.toContain(tenant.email)
  })

test('a page whose access ran out is sent to get new, and comes back to the very same place', async ({
  tenant,
}) => {
  const spent = await withClaims(await openSession(origin, tenant), { accessExp: past })
  const path = `/dashboard/${tenant.slug}/test/otps?status=verified&to=%2B1`
  const reply = await exchange(origin, { path, headers: spent })
  expect(reply.status).toBe(303)
  expect(reply.headers.location).toBe(`/session?to=${encodeURIComponent(path)}`)
})

test('an ended session’s token, which has not run out, leads to sign-in and back', async ({
  tenant,
  owner,
}) => {
  const session = await openSession(origin, tenant)
  await owner`update sessions set ended_at = now() where id = ${(await claimsOf(session)).sid}`
  expectProblem(await door(tenant, session), 401, 'session_missing')
  const reply = await page(tenant, session)
  expect(reply.status).toBe(307)
  expect(reply.headers.location).toBe(
    `/sign-in?callbackUrl=${encodeURIComponent(`/dashboard/${tenant.slug}/test/otps`)}`,
  )
})

test.describe('with the first gate open, isolation holds', () => {
  test('a token that claims a foreign tenant passes the middleware, and meets the page and the door', async ({
    tenant,
    stranger,
  }) => {
    const session = await openSession(origin, tenant)
    const claimed = await withClaims(session, { tenants: [tenant.slug, stranger.slug, 'nobody'] })
    expect((await page(tenant, claimed)).status).toBe(200)
    for (const slug of [stranger.slug, 'nobody'])
      for (const below of ['', '/live/otps', '/test/api-keys', '/live/requests', '/live/security']) {
        const reply = await exchange(origin, { path: `/dashboard/${slug}${below}`, headers: { ...claimed } })
        // A page whose frame is out before it is denied can only say so in its body.
        expect(reply.text, below).not.toContain(stranger.email)
        expect(reply.text, below).not.toContain(stranger.id)
        expect(reply.status === 404 || below === '', `${below}: ${reply.status}`).toBe(true)
      }
    expectProblem(await door(stranger, claimed), 404, 'not_found')
  })

  const depth = (name: string) => Array(5).fill(name).join(':')
  const switches: Record<string, string>[] = [
    { 'x-middleware-subrequest': depth('middleware') },
    { 'x-middleware-subrequest': depth('src/middleware') },
    { 'x-middleware-subrequest': 'pages/_middleware' },
    { 'x-middleware-subrequest': depth('proxy') },
    { 'X-Middleware-Subrequest': depth('middleware'), 'x-middleware-subrequest-id': 'x' },
    { 'x-middleware-next': '1' },
    { 'x-middleware-rewrite': '/dashboard' },
    { 'x-middleware-override-headers': 'cookie', 'x-middleware-request-cookie': 'x=y' },
    { 'x-middleware-skip': '1', 'x-middleware-prefetch': '1', 'x-middleware-invoke': '1' },
    { 'x-invoke-path': '/dashboard', 'x-invoke-status': '200', 'x-invoke-output': '/dashboard' },
    { 'x-matched-path': '/dashboard', 'x-now-route-matches': '1' },
    { 'next-resume': '1', 'x-nextjs-data': '1' },
    {
      'x-hawk-path': 'https://evil.example',
      'x-hawk-visitor': 'x',
      'x-nonce': 'x',
      'x-hawk-peer': 'https 8.8.8.8',
    },
  ]
  for (const headers of switches)
    test(`${JSON.stringify(headers)} switches nothing off`, async ({ tenant, stranger }) => {
      for (const path of ['/dashboard', `/dashboard/${tenant.slug}/live/otps`]) {
        const reply = await exchange(origin, { path, headers })
        expect(reply.status).toBe(303)
        expect(reply.headers.location).toMatch(/^\/session\?to=/)
        expect(reply.headers['content-security-policy']).toContain("default-src 'self'")
        expect(reply.headers['content-security-policy']).not.toContain("'nonce-x'")
      }
      const session = await openSession(origin, tenant)
      const foreign = await page(stranger, { ...session, ...headers })
      expect(foreign.status).toBe(404)
      expect(foreign.text).not.toContain(stranger.email)
      expectProblem(await door(stranger, { ...session, ...headers }), 404, 'not_found')
      expectProblem(await door(stranger, headers), 401, 'session_missing')
    })
})
