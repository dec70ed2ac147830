import { makeAlert, makeApiKey } from '@/db/factories'
import { toTypeId } from '@/lib/core/ids'
import { defaultGuard } from '@/lib/otp/guard-schema'
import { expect, test } from '../fixtures'
import { makeApi } from '../support/api'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { openSession } from '../support/session'
import { SentOtp } from '../support/shapes'
import { addMember, type Tenant } from '../support/tenant'
import { exchange } from '../support/wire'
import { findWorld } from '../support/world'

const doors = [
  {
    name: 'set the fraud guard',
    path: '/otp/guard',
    body: () => ({ settings: defaultGuard }),
    status: 200,
    takesBody: true,
  },
  {
    name: 'try the fraud guard',
    path: '/otp/guard/backtest',
    body: () => ({ settings: { hourly_cap: 10 } }),
    status: 200,
    takesBody: true,
  },
  {
    name: 'send an OTP',
    path: '/otp/send',
    body: () => ({ to: randomPhone() }),
    status: 202,
    takesBody: true,
  },
  { name: 'cancel an OTP', path: '/otp/{otp}/cancel', body: () => ({}), status: 200 },
  { name: 'let a test OTP expire', path: '/otp/{otp}/expire', body: () => ({}), status: 200 },
  { name: 'send a code again', path: '/otp/{otp}/resend', body: () => ({}), status: 202 },
  { name: 'make an inbound OTP', path: '/otp/inbound', body: () => ({}), status: 201, takesBody: true },
  {
    name: 'create a key',
    path: '/api-keys',
    body: () => ({ name: 'production-api' }),
    status: 201,
    takesBody: true,
  },
  {
    name: 'rotate a key',
    path: '/api-keys/{key}/rotate',
    body: () => ({ overlap_seconds: 900 }),
    status: 201,
    takesBody: true,
  },
  { name: 'revoke a key', path: '/api-keys/{key}/revoke', body: () => ({}), status: 200 },
  {
    name: 'export the audit log',
    path: '/audit-log/export',
    body: () => ({}),
    status: 200,
    takesBody: true,
  },
  { name: 'acknowledge an alert', path: '/alerts/{alert}/acknowledge', body: () => ({}), status: 200 },
  {
    name: 'invite somebody',
    path: '/team/invitations',
    body: () => ({ email: 'new@example.test', role: 'support' }),
    status: 201,
    takesBody: true,
  },
]

const keyOf = async (tenantId: string) => toTypeId('key', (await makeApiKey({ tenantId, mode: 'test' })).id)
const alertOf = async (tenantId: string) => toTypeId('alert', (await makeAlert({ tenantId })).id)
const otpOf = async (tenantId: string) => {
  const { key } = await makeApiKey({ tenantId, mode: 'test' })
  const sent = await makeApi(findWorld().app_url).post('/otp/send', { to: randomPhone() }, { key })
  return SentOtp.parse(sent.json).otp_id
}

for (const door of doors) {
  test.describe(`The dashboard's door to ${door.name}`, () => {
    const place = async ({ id, slug }: Pick<Tenant, 'id' | 'slug'>, mode = 'test') => {
      const below = door.path.includes('{otp}')
        ? door.path.replace('{otp}', await otpOf(id))
        : door.path.includes('{alert}')
          ? door.path.replace('{alert}', await alertOf(id))
          : door.path.replace('{key}', await keyOf(id))
      return `/api/dashboard/${slug}/${mode}${below}`
    }
    const post = async (
      origin: string,
      path: string,
      headers: Record<string, string>,
      body = JSON.stringify(door.body()),
    ) =>
      exchange(origin, {
        method: 'POST',
        path,
        headers: { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...headers },
        body,
      })

    test(`${door.status}: opens to a member who comes from our own page`, async ({ world, tenant }) => {
      const session = await openSession(world.app_url, tenant)
      const reply = await post(world.app_url, await place(tenant), session)
      expect(reply.status).toBe(door.status)
      expect(reply.headers['cache-control']).toBe('no-store')
      expect(reply.headers['access-control-allow-origin']).toBe(world.app_url)
    })

    test('401: stays shut without a session', async ({ world, tenant }) => {
      const path = await place(tenant)
      const attempts: Record<string, string>[] = [
        {},
        { cookie: '__Host-hawk-session=x' },
        { authorization: `Bearer ${tenant.live_key}` },
      ]
      for (const headers of attempts)
        expectProblem(await post(world.app_url, path, headers), 401, 'session_missing')
    })

    test('403: stays shut to any other page', async ({ world, tenant }) => {
      const session = await openSession(world.app_url, tenant)
      const path = await place(tenant)
      const origins: Record<string, string>[] = [
        { origin: 'null', 'sec-fetch-site': 'cross-site' },
        { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
        { origin: world.app_url, 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { 'sec-fetch-site': 'none' },
      ]
      for (const headers of origins)
        expectProblem(
          await post(world.app_url, path, { ...headers, ...session }),
          403,
          'cross_origin_refused',
        )
      const withoutSite: Record<string, string>[] = [
        { origin: 'null' },
        { origin: 'https://elsewhere.example' },
        { origin: `${world.app_url}.elsewhere.example` },
        { referer: `${world.app_url}/dashboard` },
        { host: 'elsewhere.example', origin: 'http://elsewhere.example' },
      ]
      for (const headers of withoutSite) {
        const request = { method: 'POST', path, body: JSON.stringify(door.body()) }
        const all = { 'content-type': 'application/json', ...session, ...headers }
        expectProblem(
          await exchange(world.app_url, { ...request, headers: all }),
          403,
          'cross_origin_refused',
        )
      }
    })

    test('403: stays shut to roles that only look', async ({ world, tenant }) => {
      const path = await place(tenant)
      for (const role of ['support', 'billing'] as const) {
        const session = await openSession(world.app_url, await addMember(tenant.id, role))
        expectProblem(await post(world.app_url, path, session), 403, 'role_missing')
      }
    })

    test('404: a foreign tenant, an unknown one and an unknown mode look alike', async ({
      world,
      tenant,
      stranger,
    }) => {
      const session = await openSession(world.app_url, tenant)
      const paths = [
        await place(stranger),
        await place({ id: tenant.id, slug: 'nobody' }),
        await place(tenant, 'staging'),
      ]
      const replies = await Promise.all(paths.map((path) => post(world.app_url, path, session)))
      for (const reply of replies) expectProblem(reply, 404, 'not_found')
      expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
    })

    test('405: nothing but POST', async ({ world, tenant }) => {
      const session = await openSession(world.app_url, tenant)
      const path = await place(tenant)
      for (const method of ['GET', 'PUT', 'DELETE'])
        expect((await exchange(world.app_url, { method, path, headers: session })).status).toBe(405)
    })

    if (door.takesBody) {
      test('415: takes no form', async ({ world, tenant }) => {
        const session = await openSession(world.app_url, tenant)
        const path = await place(tenant)
        for (const type of [
          'application/x-www-form-urlencoded',
          'text/plain',
          'multipart/form-data; boundary=x',
        ]) {
          const reply = await post(
            world.app_url,
            path,
            { ...session, 'content-type': type },
            JSON.stringify(door.body()),
          )
          expectProblem(reply, 415, 'unsupported_media_type')
        }
      })

      test('422: names every fault', async ({ world, tenant }) => {
        const session = await openSession(world.app_url, tenant)
        const body = JSON.stringify({ ...door.body(), typo: 1 })
        const problem = expectProblem(
          await post(world.app_url, await place(tenant), session, body),
          422,
          'validation_failed',
        )
        expect(problem.errors).toEqual([{ path: 'typo', message: expect.any(String) }])
      })
    }
  })
}

for (const [verb, body] of [
  ['revoke', '{}'],
  ['rotate', '{"overlap_seconds":0}'],
] as const)
  test(`a key of another tenant, of the other mode, and one that never was cannot be ${verb}d`, async ({
    world,
    api,
    tenant,
    stranger,
  }) => {
    const session = await openSession(world.app_url, tenant)
    const headers = { ...session, origin: world.app_url, 'content-type': 'application/json' }
    const live = await makeApiKey({ tenantId: tenant.id, mode: 'live' })
    const ids = [
      await keyOf(stranger.id),
      toTypeId('key', live.id),
      'key_01h2xcejqtf2nbrexx3vqjhp41',
      'key_x',
      '%00',
    ]
    const replies = await Promise.all(
      ids.map((id) =>
        exchange(world.app_url, {
          method: 'POST',
          path: `/api/dashboard/${tenant.slug}/test/api-keys/${id}/${verb}`,
          headers,
          body,
        }),
      ),
    )
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
    expect((await api.post('/otp/send', { to: randomPhone() }, { key: live.key })).status).toBe(202)
  })
