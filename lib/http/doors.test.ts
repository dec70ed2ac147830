import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { makeMembership, makeTenant, makeUser } from '@/db/factories'
import { backgroundWorkDone } from '@/lib/core/background'
import { roles } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { newUuid } from '@/lib/core/ids'
import { handleCron, jobs } from '@/lib/http/cron'
import { requireSameOrigin } from '@/lib/http/csrf'
import { bodyOf, problemOf, request } from '@/lib/http/fixtures/request'
import { handleHook } from '@/lib/http/hooks'
import { serveNode } from '@/lib/http/node-adapter'
import type { ApiReply, ApiRequest } from '@/lib/http/request'
import { findTenantPage } from '@/lib/http/require-tenant'
import { signatureOf, statusBody } from '@/lib/otp/fixtures/sending'

describe('the door for Meta', () => {
  const post = (body: Uint8Array, headers: Record<string, string>, path = '/api/hooks/meta') =>
    handleHook(request(path, { method: 'POST', body, headers }))

  test('takes what is signed, with and without a trailing slash', async () => {
    const body = statusBody({ id: 'wamid.x', status: 'read' })
    for (const slash of ['', '/'])
      expect(
        await post(body, { 'x-hub-signature-256': signatureOf(body) }, `/api/hooks/meta${slash}`),
      ).toMatchObject({
        status: 200,
        body: '{"received":true}',
      })
  })

  test('takes nothing else', async () => {
    const body = statusBody({ id: 'wamid.x', status: 'read' })
    const forged: Record<string, string>[] = [
      {},
      { 'x-hub-signature-256': signatureOf(Buffer.from('')) },
      { 'x-hub-signature': signatureOf(body) },
    ]
    for (const headers of forged)
      expect(problemOf(await post(body, headers))).toMatchObject({ code: 'signature_invalid', status: 401 })
  })

  test('reads 3 MiB and not one byte more', async () => {
    const most = Buffer.alloc(3 * 1024 * 1024, 'x')
    expect(await post(most, { 'x-hub-signature-256': signatureOf(most) })).toMatchObject({ status: 200 })
    const more = Buffer.alloc(most.length + 1, 'x')
    expect(problemOf(await post(more, { 'x-hub-signature-256': signatureOf(more) })).code).toBe(
      'body_too_large',
    )
  })

  test('echoes the challenge as plain text to whoever knows the token', async () => {
    const handshake = (token: string) => {
      const query = new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.challenge': '<b>1</b>',
        'hub.verify_token': token,
      })
      return handleHook(request('/api/hooks/meta', { query: query.toString() }))
    }
    expect(await handshake(env().META_VERIFY_TOKEN)).toMatchObject({
      status: 200,
      body: '<b>1</b>',
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    })
    expect(problemOf(await handshake('wrong'))).toMatchObject({ code: 'signature_invalid' })
  })

  test('knows its paths and methods', async () => {
    expect(problemOf(await handleHook(request('/api/hooks/other'))).code).toBe('not_found')
    const reply = await handleHook(request('/api/hooks/meta', { method: 'PUT' }))
    expect(problemOf(reply).code).toBe('method_not_allowed')
    expect(reply.headers.allow).toBe('GET, POST')
  })
})

describe('the door for the clock', () => {
  const authorization = `Bearer ${env().CRON_SECRET}`

  // The audit's reads every chain that the tests beside this one have made.
  test.each(jobs.map(({ name }) => name))('%s runs, twice at once too', { timeout: 60_000 }, async (name) => {
    const run = (method: string) =>
      handleCron(request(`/api/cron/${name}`, { method, headers: { authorization } }))
    for (const reply of await Promise.all([run('POST'), run('GET')]))
      expect([reply.status, bodyOf(reply)]).toMatchObject([200, { job: name }])
  })

  test.each([
    undefined,
    '',
    'Bearer ',
    `Bearer ${'x'.repeat(32)}`,
    env().CRON_SECRET,
    `bearer ${env().CRON_SECRET}`,
  ])('nobody else gets in, nor learns which jobs there are', async (wrong) => {
    for (const name of ['otps', 'nothing']) {
      const headers: Record<string, string> = wrong === undefined ? {} : { authorization: wrong }
      const reply = await handleCron(request(`/api/cron/${name}`, { headers }))
      expect(problemOf(reply)).toMatchObject({ code: 'signature_invalid', status: 401 })
    }
  })

  test('what is no job is not_found, and DELETE is no way to run one', async () => {
    const reply = await handleCron(request('/api/cron/nothing', { headers: { authorization } }))
    expect(problemOf(reply).code).toBe('not_found')
    const deletion = await handleCron(
      request('/api/cron/otps', { method: 'DELETE', headers: { authorization } }),
    )
    expect(problemOf(deletion).code).toBe('method_not_allowed')
    expect(deletion.headers.allow).toBe('GET, POST')
  })
})

describe('the door for the dashboard', () => {
  const origin = env().APP_ORIGIN
  const refused = expect.objectContaining({ code: 'cross_origin_refused', status: 403 })

  test.each<Record<string, string>>([{ 'sec-fetch-site': 'same-origin' }, { origin }])(
    '%j may change things',
    (headers) => {
      expect(() => requireSameOrigin((name) => headers[name] ?? null)).not.toThrow()
    },
  )

  test.each<Record<string, string>>([
    {},
    { 'sec-fetch-site': 'cross-site', origin },
    { 'sec-fetch-site': 'same-site', origin },
    { 'sec-fetch-site': 'none', origin },
    { 'sec-fetch-site': '', origin },
    { origin: 'null' },
    { origin: `${origin}.evil.example` },
    { origin: `${origin}/` },
    { origin: origin.toUpperCase() },
    { origin: origin.replace('http', 'ftp') },
    { host: new URL(origin).host },
    { referer: `${origin}/dashboard` },
  ])('%j may not', (headers) => {
    expect(() => requireSameOrigin((name) => headers[name] ?? null)).toThrow(refused)
  })

  test.each(roles)('a member is let in as what they are: %s', async (role) => {
    const [tenant, stranger] = await Promise.all([makeTenant(), makeTenant()])
    const user = await makeUser({ email: `${newUuid()}@example.test`, password: 'x', iterations: 1 })
    await makeMembership({ tenantId: tenant.id, userId: user.id, role })
    const person = { ...user, isOperator: false }
    const session = { id: newUuid(), user: person, authenticatedAt: new Date(), secondFactorAt: null }
    for (const mode of ['live', 'test']) {
      const page = await findTenantPage(session, { tenant: tenant.slug, mode }, '192.0.2.1')
      expect(page?.ctx).toMatchObject({
        tenantId: tenant.id,
        mode,
        actor: { type: 'user', id: user.id, role },
      })
    }
    for (const params of [
      { tenant: stranger.slug, mode: 'live' },
      { tenant: tenant.id, mode: 'live' },
      { tenant: tenant.slug, mode: 'prod' },
      { tenant: '', mode: '' },
    ])
      expect(await findTenantPage(session, params, '')).toBeNull()
  })
})

describe('node:http', () => {
  async function serve(
    handler: (request: ApiRequest) => Promise<ApiReply>,
    use: (url: string) => Promise<void>,
  ) {
    const server = createServer((incoming, response) => void serveNode(incoming, response, handler))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    try {
      await use(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }
  const ok = (body: string): ApiReply => ({ status: 200, headers: { 'content-type': 'text/plain' }, body })

  test('hands over what was sent, byte for byte, and answers with what was said', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 195, 40])
    const seen: unknown[] = []
    const handler = async (sent: ApiRequest) => {
      seen.push(sent.method, sent.path, sent.query.get('a'), sent.header('x-mark'), sent.secure, sent.address)
      seen.push(Buffer.from((await sent.body(100)) ?? []).toString('hex'))
      return ok('grüße 🦅')
    }
    await serve(handler, async (url) => {
      const response = await fetch(`${url}/p%2Fq/?a=1%202`, {
        method: 'POST',
        body: bytes,
        headers: { 'x-mark': 'm' },
      })
      expect(await response.text()).toBe('grüße 🦅')
      expect(response.headers.get('content-length')).toBe('12')
    })
    expect(seen).toEqual(['POST', '/p%2Fq/', '1 2', 'm', false, '127.0.0.1', bytes.toString('hex')])
  })

  test('gives up a body at its limit, whether its length is told or not', async () => {
    const handler = async (sent: ApiRequest) => ok(String((await sent.body(1_000)) === null))
    await serve(handler, async (url) => {
      const stream = () => new Blob(['x'.repeat(200_000)]).stream()
      const told = await fetch(url, { method: 'POST', body: 'x'.repeat(1_001) })
      expect(await told.text()).toBe('true')
      const untold = await fetch(url, { method: 'POST', body: stream(), ...{ duplex: 'half' } })
      expect(await untold.text()).toBe('true')
      const most = await fetch(url, { method: 'POST', body: 'x'.repeat(1_000) })
      expect(await most.text()).toBe('false')
    })
  })

  test('lets who is refused finish writing, so that the answer is read and not a broken pipe', async () => {
    const handler = async (sent: ApiRequest) => ok(String((await sent.body(1_000)) === null))
    await serve(handler, async (url) => {
      const refusals = Array.from({ length: 20 }, async () => {
        const init = { method: 'POST', body: 'x'.repeat(3_000_000), headers: { connection: 'close' } }
        return (await fetch(url, init)).text()
      })
      expect(new Set(await Promise.all(refusals))).toEqual(new Set(['true']))
    })
  })

  test('runs what was put off once the answer is out, and a failure there hurts nobody', async () => {
    const steps: string[] = []
    let answerArrives = () => {}
    const arrived = new Promise<void>((resolve) => {
      answerArrives = resolve
    })
    const handler = async ({ defer }: ApiRequest) => {
      defer(() => Promise.reject(new Error('put off and failed')))
      defer(async () => {
        await arrived
        steps.push('put off')
      })
      return ok('')
    }
    await serve(handler, async (url) => {
      await (await fetch(url)).text()
      steps.push('answered')
      answerArrives()
      await backgroundWorkDone()
    })
    expect(steps).toEqual(['answered', 'put off'])
  })
})
