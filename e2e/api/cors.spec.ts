import { expect, test } from '../fixtures'
import { openSession } from '../support/session'
import { exchange } from '../support/wire'
import { findWorld } from '../support/world'

const ours = findWorld().app_url
const { hostname, port } = new URL(ours)

const tricks = [
  'https://evil.com',
  'null',
  `${ours}.evil.com`,
  `http://evil${hostname}:${port}`,
  `https://${hostname}:${port}`,
  `http://${hostname}`,
  `http://${hostname}:${Number(port) + 1}`,
  `http://${hostname.toUpperCase()}:${port}`,
  `http://${hostname}.:${port}`,
  `${ours}/`,
  `${ours}@evil.com`,
  `http://127.0.0.1:${port}`,
  `${ours}, https://evil.com`,
  '*',
]

const allowing = (headers: object) =>
  Object.entries(headers).filter(([name]) => name.startsWith('access-control-'))

const dashboard = [
  '/api/dashboard/none/test/otp/send',
  '/api/dashboard/none',
  '/api/auth/sign-in',
  '/api/auth/none',
]
const elsewhere = [
  '/',
  '/sign-in',
  '/none',
  '/llms.txt',
  '/api/health/live',
  '/api/v1/otp/send',
  '/api/v1/openapi.json',
  '/api/hooks/meta',
]

for (const origin of tricks)
  test(`${origin} may read nothing, asked before or not`, async ({ tenant }) => {
    const session = await openSession(ours, tenant)
    const known = `/api/dashboard/${tenant.slug}/test/otp/send`
    for (const path of [...dashboard, ...elsewhere, known])
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const headers = { ...session, origin, 'access-control-request-method': 'POST' }
        const reply = await exchange(ours, { method, path, headers })
        expect(reply.status, `${method} ${path}`).toBeLessThan(500)
        expect(allowing(reply.headers), `${method} ${path}`).toEqual([])
        if (path.startsWith('/api/dashboard') || path.startsWith('/api/auth'))
          expect(reply.headers.vary, `${method} ${path}`).toMatch(/(^|, ?)origin(,|$)/i)
      }
  })

test('nor is there anything to read of what lies there as a file', async () => {
  for (const path of ['/favicon.svg', '/manifest.webmanifest', '/_next/static/none.js'])
    expect(
      allowing((await exchange(ours, { path, headers: { origin: 'https://evil.com' } })).headers),
    ).toEqual([])
})

test('our own origin may, with its cookies, and is told so before it asks', async () => {
  for (const path of dashboard) {
    const reply = await exchange(ours, { method: 'POST', path, headers: { origin: ours } })
    expect(reply.headers['access-control-allow-origin'], path).toBe(ours)
    expect(reply.headers['access-control-allow-credentials']).toBe('true')
    expect(reply.headers.vary).toMatch(/origin/i)
    const asked = { origin: ours, 'access-control-request-method': 'POST' }
    const preflight = await exchange(ours, { method: 'OPTIONS', path, headers: asked })
    expect(preflight.status).toBe(204)
    expect(preflight.headers['access-control-allow-origin']).toBe(ours)
    expect(preflight.headers['access-control-allow-methods']).toBe('GET, POST')
  }
})

test('the public API allows not even our own pages: a key has no place in a browser', async () => {
  for (const method of ['GET', 'POST', 'OPTIONS'])
    for (const path of ['/api/v1/otp/send', '/api/v1/none']) {
      const headers = { origin: ours, 'access-control-request-method': 'POST' }
      expect(allowing((await exchange(ours, { method, path, headers })).headers)).toEqual([])
    }
})
