import { toTypeId } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { authDoors, dashboardDoors, opsDoors } from '../support/doors'
import { fillPath, routePaths } from '../support/manifest'
import { newOperator, proveSecondFactor } from '../support/operator'
import { expectProblem, withoutRequestId } from '../support/problem'
import { openBrowser, openSession, type Session } from '../support/session'
import { addMember } from '../support/tenant'
import { exchange } from '../support/wire'

type Headers = Record<string, string>
/** What else there is under /api: not for browsers, and so proven by a key, a signature or a secret. */
const others = /^\/api\/(v1|hooks|cron|health)\//

/** The 404 of every path that no route has. */
const nothing = '/[...path]'
const dashboardBase = '/api/dashboard/[tenant]/[mode]'
const below = (base: string) =>
  routePaths.filter((path) => path.startsWith(base)).map((path) => path.slice(base.length))
const otherPages: Headers[] = [
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
]
const forms = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']

test('every route of the build is known here, and every one known here is built', () => {
  expect(below(dashboardBase).sort()).toEqual(Object.keys(dashboardDoors).sort())
  expect(
    below('/api/auth')
      .filter((path) => path !== nothing)
      .sort(),
  ).toEqual(Object.keys(authDoors).sort())
  expect(below('/api/ops').sort()).toEqual(Object.keys(opsDoors).sort())
  const rest = below('').filter((path) => path.startsWith('/api/') && !path.startsWith(dashboardBase))
  const known = [/^\/api\/(auth|ops)\//, others]
  expect(
    rest.filter(
      (path) => path !== `/api/dashboard${nothing}` && !known.some((pattern) => pattern.test(path)),
    ),
  ).toEqual([])
})

const fromOurPage = (origin: string) => ({
  origin,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
})
const without = (name: keyof Session, session: Session): Headers => {
  const { [name]: _, ...rest }: Headers = session
  return rest
}

for (const [path, { method = 'POST', lacks = 'billing', body = {}, takes }] of Object.entries(dashboardDoors))
  test(`${method} ${path} of the dashboard opens to nobody but who may`, async ({
    world,
    tenant,
    stranger,
  }) => {
    const origin = world.app_url
    const place = (slug: string, mode = 'test') =>
      fillPath(dashboardBase + path, { tenant: slug, mode, id: idOf(path) })
    const send = (to: string, headers: Headers) =>
      exchange(origin, {
        method,
        path: to,
        headers: { ...fromOurPage(origin), ...headers },
        body: method === 'POST' ? JSON.stringify(body) : undefined,
      })
    const session = await openSession(origin, tenant)
    const ours = place(tenant.slug)

    const strangers: Headers[] = [
      {},
      { cookie: '__Host-hawk-session=x' },
      { authorization: `Bearer ${tenant.live_key}` },
    ]
    for (const headers of strangers) expectProblem(await send(ours, headers), 401, 'session_missing')

    const foreign = [place(stranger.slug), place('nobody'), place(tenant.slug, 'staging')]
    const replies = await Promise.all(foreign.map((to) => send(to, session)))
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)

    if (lacks) {
      const colleague = await openSession(origin, await addMember(tenant.id, lacks))
      expectProblem(await send(ours, colleague), 403, 'role_missing')
    }
    if (method === 'GET') return

    const theirs = await openSession(origin, stranger)
    for (const headers of [
      without('x-csrf-token', session),
      { ...session, 'x-csrf-token': 'x' },
      { ...session, 'x-csrf-token': theirs['x-csrf-token'] },
    ])
      expectProblem(await send(ours, headers), 403, 'csrf_token_invalid')

    for (const headers of otherPages)
      expectProblem(await send(ours, { ...session, ...headers }), 403, 'cross_origin_refused')
    const old = { ...session, origin: 'null', 'content-type': 'application/json' }
    expectProblem(
      await exchange(origin, { method, path: ours, headers: old, body: '{}' }),
      403,
      'cross_origin_refused',
    )

    const wrong = forms.filter((type) => takes !== 'form' || !type.startsWith('multipart/'))
    for (const type of [...wrong, ...(takes ? ['application/json'] : [])])
      expectProblem(await send(ours, { ...session, 'content-type': type }), 415, 'unsupported_media_type')
    const { 'content-type': _, ...untyped } = { ...fromOurPage(origin), ...session }
    expectProblem(
      await exchange(origin, { method, path: ours, headers: untyped }),
      415,
      'unsupported_media_type',
    )
  })

for (const [path, { kind, body = {} }] of Object.entries(authDoors))
  test(`POST ${path} of the account opens to our own pages alone`, async ({ world, tenant, stranger }) => {
    const origin = world.app_url
    const send = (headers: Headers) =>
      exchange(origin, {
        method: 'POST',
        path: `/api/auth${path}`,
        headers: { ...fromOurPage(origin), ...headers },
        body: JSON.stringify(body),
      })
    const session = kind === 'open' ? await openBrowser(origin) : await openSession(origin, tenant)
    const other = kind === 'open' ? await openBrowser(origin) : await openSession(origin, stranger)

    const [status, code] =
      kind === 'open' ? ([403, 'cookies_refused'] as const) : ([401, 'session_missing'] as const)
    expectProblem(await send({}), status, code)
    expectProblem(await send({ 'x-csrf-token': session['x-csrf-token'] }), status, code)

    for (const headers of [
      without('x-csrf-token', session),
      { ...session, 'x-csrf-token': 'x' },
      { ...session, 'x-csrf-token': other['x-csrf-token'] },
    ])
      expectProblem(await send(headers), 403, 'csrf_token_invalid')

    for (const headers of otherPages)
      expectProblem(await send({ ...session, ...headers }), 403, 'cross_origin_refused')

    for (const type of forms)
      expectProblem(await send({ ...session, 'content-type': type }), 415, 'unsupported_media_type')

    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const reply = await exchange(origin, { method, path: `/api/auth${path}`, headers: session })
      expect(reply.status, method).toBe(405)
    }
  })

/** An id of the right form that belongs to nothing. */
function idOf(path: string): string {
  return path.startsWith('/api-keys') ? 'key_01h2xcejqtf2nbrexx3vqjhp41' : 'otp_01h2xcejqtf2nbrexx3vqjhp41'
}

for (const [path, { body = {} }] of Object.entries(opsDoors))
  test(`POST ${path} of the operators is there for nobody else`, async ({ world, owner, tenant }) => {
    const origin = world.app_url
    const us = await newOperator(owner)
    const session = await openSession(origin, us)
    const to = fillPath(`/api/ops${path}`, { id: toTypeId('tenant', tenant.id) })
    const send = (headers: Headers) =>
      exchange(origin, {
        method: 'POST',
        path: to,
        headers: { ...fromOurPage(origin), ...headers },
        body: JSON.stringify(body),
      })
    expectProblem(await send({}), 401, 'session_missing')
    expectProblem(await send(await openSession(origin, tenant)), 404, 'not_found')
    expectProblem(await send(session), 403, 'second_factor_required')
    await proveSecondFactor(owner, us)
    expectProblem(await send(without('x-csrf-token', session)), 403, 'csrf_token_invalid')
    for (const headers of otherPages)
      expectProblem(await send({ ...session, ...headers }), 403, 'cross_origin_refused')
    for (const type of forms)
      expectProblem(await send({ ...session, 'content-type': type }), 415, 'unsupported_media_type')
  })
