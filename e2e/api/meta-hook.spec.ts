import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { deliver, deliveryOf, sign } from '../support/meta'
import { randomPhone } from '../support/phone'
import { expectProblem } from '../support/problem'
import type { Sandbox } from '../support/sandbox'
import { OtpDetail, SentOtp } from '../support/shapes'
import { exchange } from '../support/wire'

const patience = { timeout: 10_000, intervals: [50, 100, 250] }
const mebibyte = 1024 * 1024

/** A live OTP whose message the sandbox has already reported as delivered: what comes next, only the test says. */
async function deliveredOtp(api: Api, sandbox: Sandbox, key: string) {
  const to = randomPhone()
  const { otp_id } = SentOtp.parse((await api.post('/otp/send', { to }, { key })).json)
  const code = await sandbox.code(to)
  const read = async () => OtpDetail.parse((await api.get(`/otp/${otp_id}`, { key })).json)
  await expect.poll(async () => (await read()).delivery_status, patience).toBe('delivered')
  const wamid = (await sandbox.messages(to))[0]?.wamid ?? ''
  return { otp_id, to, code, wamid, read }
}

async function stored(owner: Sql, marker: string): Promise<{ handled: boolean }[]> {
  return owner<{ handled: boolean }[]>`
    select due_at is null as handled from meta_webhooks where position(convert_to(${marker}, 'UTF8') in body) > 0`
}

test.describe('POST /api/hooks/meta', () => {
  test.describe('200', () => {
    test('a signed report with escaped characters moves message and OTP', async ({
      world,
      api,
      tenant,
      sandbox,
    }) => {
      const { wamid, read } = await deliveredOtp(api, sandbox, tenant.live_key)
      const reply = await deliver(world, deliveryOf([{ wamid, status: 'read' }]))
      expect(reply).toMatchObject({ status: 200, json: { received: true } })
      expect(reply.headers['cache-control']).toBe('no-store')
      await expect.poll(async () => (await read()).delivery_status, patience).toBe('read')
      expect((await read()).timeline.map(({ type }) => type)).toEqual([
        'accepted',
        'sent',
        'delivered',
        'read',
      ])
    })

    test('a status never goes back, in whatever order and however often reports come', async ({
      world,
      api,
      tenant,
      sandbox,
      owner,
    }) => {
      const { wamid, read } = await deliveredOtp(api, sandbox, tenant.live_key)
      const before = await read()
      const marker = randomUUID()
      const orders = ['sent', 'read', 'delivered', 'sent', 'read', 'delivered', 'read', 'sent']
      const bodies = orders.map((status) => deliveryOf([{ wamid, status }], marker))
      bodies.push(
        deliveryOf(
          ['read', 'delivered', 'sent'].map((status) => ({ wamid, status })),
          marker,
        ),
      )
      const replies = await Promise.all([...bodies, ...bodies].map((body) => deliver(world, body)))
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
      await expect
        .poll(async () => (await stored(owner, marker)).filter(({ handled }) => handled).length, patience)
        .toBe(18)
      const after = await read()
      expect(after.delivery_status).toBe('read')
      expect(after.timeline.slice(0, 3)).toEqual(before.timeline)
      expect(after.timeline.map(({ type }) => type)).toEqual(['accepted', 'sent', 'delivered', 'read'])
    })

    test('a failure ends the OTP, and nothing revives it', async ({ world, api, tenant, sandbox, owner }) => {
      const { wamid, read, code, otp_id } = await deliveredOtp(api, sandbox, tenant.live_key)
      await deliver(world, deliveryOf([{ wamid, status: 'failed', errors: [{ code: 131026, title: 'No' }] }]))
      await expect.poll(async () => (await read()).status, patience).toBe('failed')
      const marker = randomUUID()
      await deliver(
        world,
        deliveryOf(
          [
            { wamid, status: 'delivered' },
            { wamid, status: 'read' },
          ],
          marker,
        ),
      )
      await expect.poll(() => stored(owner, marker), patience).toEqual([{ handled: true }])
      expect(await read()).toMatchObject({
        status: 'failed',
        delivery_status: 'failed',
        failure: { code: 'delivery_failed', provider_code: 131026, actor: 'recipient' },
      })
      const check = await api.post('/otp/verify', { otp_id, code }, { key: tenant.live_key })
      expect(check.json).toMatchObject({ verified: false })
    })

    test('a report that comes after the verification does not undo it', async ({
      world,
      api,
      tenant,
      sandbox,
      owner,
    }) => {
      const { wamid, read, code, otp_id } = await deliveredOtp(api, sandbox, tenant.live_key)
      await api.post('/otp/verify', { otp_id, code }, { key: tenant.live_key })
      const marker = randomUUID()
      await deliver(world, deliveryOf([{ wamid, status: 'failed', errors: [{ code: 131026 }] }], marker))
      await expect.poll(() => stored(owner, marker), patience).toEqual([{ handled: true }])
      expect(await read()).toMatchObject({ status: 'verified', failure: null })
    })

    const strange: [string, (marker: string) => string][] = [
      ['is no JSON', (marker) => `{${marker}`],
      ['is empty but for a name', (marker) => JSON.stringify({ marker })],
      [
        'is of another product',
        (marker) => JSON.stringify({ object: 'page', entry: [{ id: marker, changes: [] }] }),
      ],
      [
        'reports a message of nobody',
        (marker) => deliveryOf([{ wamid: `wamid.${marker}`, status: 'delivered' }]),
      ],
      [
        'reports a status of the future',
        (marker) => deliveryOf([{ wamid: `wamid.${marker}`, status: 'teleported' }]),
      ],
      ['nests deeply', (marker) => `{"${marker}":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
      ['holds a NUL', (marker) => JSON.stringify({ marker, text: '\0', __proto__: 1 })],
    ]
    for (const [name, body] of strange) {
      test(`what ${name} is kept, and holds up nothing`, async ({ world, owner }) => {
        const marker = randomUUID()
        expect((await deliver(world, body(marker))).status).toBe(200)
        await expect.poll(() => stored(owner, marker), patience).toEqual([{ handled: true }])
      })
    }
  })

  test.describe('401', () => {
    const attempts: [string, (secret: string, body: string) => Record<string, string>][] = [
      ['without a signature', () => ({})],
      ['signed with another secret', (_, body) => ({ 'x-hub-signature-256': sign('x'.repeat(32), body) })],
      ['signed over other bytes', (secret, body) => ({ 'x-hub-signature-256': sign(secret, `${body} `) })],
      [
        'signed over the same JSON without its escapes',
        (secret, body) => ({ 'x-hub-signature-256': sign(secret, JSON.stringify(JSON.parse(body))) }),
      ],
      [
        'with a signature in capitals',
        (secret, body) => ({ 'x-hub-signature-256': sign(secret, body).toUpperCase() }),
      ],
      [
        'with half a signature',
        (secret, body) => ({ 'x-hub-signature-256': sign(secret, body).slice(0, 40) }),
      ],
      ['with a bare signature', (secret, body) => ({ 'x-hub-signature-256': sign(secret, body).slice(7) })],
      ['with the older signature alone', (secret, body) => ({ 'x-hub-signature': sign(secret, body) })],
      [
        'with two signatures',
        (secret, body) => ({ 'x-hub-signature-256': `${sign(secret, body)}, ${sign(secret, body)}` }),
      ],
    ]
    for (const [name, headers] of attempts) {
      test(`${name} a report is refused, and nothing is stored`, async ({ world, owner }) => {
        const marker = randomUUID()
        const body = deliveryOf([{ wamid: 'wamid.x', status: 'read' }], `${marker} é`)
        const reply = await deliver(world, body, headers(world.meta_app_secret, body))
        expectProblem(reply, 401, 'signature_invalid')
        expect(await stored(owner, marker)).toEqual([])
      })
    }
  })

  test('405: nothing but GET and POST', async ({ world }) => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS']) {
      const reply = await exchange(world.app_url, { method, path: '/api/hooks/meta' })
      expectProblem(reply, 405, 'method_not_allowed')
      expect(reply.headers.allow).toBe('GET, POST')
    }
  })

  test('413: 3 MiB are taken, and one byte more is not', async ({ world, owner }) => {
    const marker = randomUUID()
    const body = (size: number) =>
      Buffer.concat([Buffer.from(marker), Buffer.alloc(size - marker.length, ' ')])
    expectProblem(await deliver(world, body(3 * mebibyte + 1)), 413, 'body_too_large')
    expect(await stored(owner, marker)).toEqual([])
    expect((await deliver(world, body(3 * mebibyte))).status).toBe(200)
    expect(await stored(owner, marker)).toHaveLength(1)
  })
})

test.describe('GET /api/hooks/meta', () => {
  const handshake = (token: string, challenge = '1158201444', mode = 'subscribe') =>
    `/api/hooks/meta?${new URLSearchParams({ 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge })}`

  test('200: the handshake gets its challenge back as plain text', async ({ world }) => {
    for (const challenge of ['1158201444', '<script>alert(1)</script>']) {
      const reply = await exchange(world.app_url, { path: handshake(world.meta_verify_token, challenge) })
      expect(reply).toMatchObject({ status: 200, text: challenge })
      expect(reply.headers['content-type']).toMatch(/^text\/plain/)
      expect(reply.headers['x-content-type-options']).toBe('nosniff')
    }
  })

  test('401: nobody without the token gets an answer', async ({ world }) => {
    const { meta_verify_token: token } = world
    const paths = [
      handshake('x'),
      handshake(''),
      handshake(`${token}x`),
      handshake(token, '1', 'unsubscribe'),
      '/api/hooks/meta',
      `/api/hooks/meta?hub.mode=subscribe&hub.verify_token=${token}`,
    ]
    for (const path of paths) expectProblem(await exchange(world.app_url, { path }), 401, 'signature_invalid')
  })
})
