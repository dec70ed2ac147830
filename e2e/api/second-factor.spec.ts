import { expect, test } from '../fixtures'
import { codeOf, forgetSteps } from '../support/factors'
import { expectProblem } from '../support/problem'
import { callAuth, cookiesOf, cookieValue, openBrowser, openSession, type Session } from '../support/session'
import type { Person } from '../support/tenant'
import { exchange, type Reply } from '../support/wire'

const signedDoors = [
  '/second-factor/totp',
  '/second-factor/totp/confirm',
  '/second-factor/totp/remove',
  '/second-factor/recovery-codes',
  '/passkeys/options',
  '/passkeys',
  '/passkeys/rename',
  '/passkeys/remove',
  '/confirm/options',
  '/confirm',
]
const taking = [
  '/second-factor/totp/confirm',
  '/passkeys',
  '/passkeys/rename',
  '/passkeys/remove',
  '/confirm',
]
const challengeCookie = '__Host-hawk-challenge'

async function givePassword(origin: string, { email, password }: Person): Promise<[Reply, Session]> {
  const browser = await openBrowser(origin)
  const reply = await callAuth(origin, '/sign-in', browser, { email, password })
  return [reply, { ...browser, cookie: `${browser.cookie}; ${cookiesOf(reply)}` }]
}

async function setUp(origin: string, session: Session): Promise<string> {
  const begun = JSON.parse((await callAuth(origin, '/second-factor/totp', session, {})).text)
  const input = { setup: begun.setup, code: codeOf(begun.secret) }
  const confirmed = await callAuth(origin, '/second-factor/totp/confirm', session, input)
  expect(confirmed.status, confirmed.text).toBe(200)
  return begun.secret
}

test('the doors to one’s own factors stay shut without session, token, our own page and JSON', async ({
  world,
  tenant,
}) => {
  const origin = world.app_url
  const session = await openSession(origin, tenant)
  const ours = { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
  for (const door of signedDoors) {
    const path = `/api/auth${door}`
    const post = (headers: Record<string, string>) =>
      exchange(origin, { method: 'POST', path, headers, body: '{}' })
    expectProblem(await post(ours), 401, 'session_missing')
    expectProblem(await post({ ...ours, cookie: session.cookie }), 403, 'csrf_token_invalid')
    const others = { ...ours, ...session, origin: 'null', 'sec-fetch-site': 'cross-site' }
    expectProblem(await post(others), 403, 'cross_origin_refused')
    expect((await exchange(origin, { path, headers: session })).status, door).toBe(405)
    if (!taking.includes(door)) continue
    const form = { ...ours, ...session, 'content-type': 'application/x-www-form-urlencoded' }
    expectProblem(await post(form), 415, 'unsupported_media_type')
    expectProblem(await post({ ...ours, ...session }), 422, 'validation_failed')
  }
})

test('nonsense at a door is a fault that is named, and never ours', async ({ world, tenant }) => {
  const session = await openSession(world.app_url, tenant)
  const passkey = {
    id: 'AA',
    rawId: 'AA',
    type: 'public-key',
    response: { clientDataJSON: 'e30', attestationObject: 'AA', authenticatorData: 'AA', signature: 'AA' },
  }
  const tries: [string, object, number][] = [
    ['/passkeys', { response: passkey }, 422],
    ['/passkeys', { response: { ...passkey, id: '***' } }, 422],
    ['/passkeys/remove', { id: 'pky_x' }, 404],
    ['/passkeys/rename', { id: 'pky_01h2xcejqtf2nbrexx3vqjhp41', name: 'x' }, 404],
    ['/confirm', { method: 'passkey', response: passkey }, 200],
    ['/confirm', { method: 'nothing' }, 422],
    ['/second-factor/totp/confirm', { setup: 'x', code: '123456' }, 200],
    ['/second-factor/recovery-codes', {}, 409],
  ]
  for (const [door, body, status] of tries) {
    const reply = await callAuth(world.app_url, door, session, body)
    expect(reply.status, `${door}: ${reply.text}`).toBe(status)
  }
})

test('a right password of somebody with an app gets a challenge and no session', async ({
  world,
  tenant,
  owner,
}) => {
  const secret = await setUp(world.app_url, await openSession(world.app_url, tenant))
  const [reply, held] = await givePassword(world.app_url, tenant)
  expect(JSON.parse(reply.text)).toEqual({ next: 'second_factor' })
  expect(cookieValue(reply, '__Host-hawk-session')).toBe('')
  const [flags = ''] = (reply.headers['set-cookie'] ?? []).filter((line) => line.startsWith(challengeCookie))
  for (const flag of ['Path=/', 'Max-Age=600', 'Secure', 'HttpOnly', 'SameSite=strict'])
    expect(flags.toLowerCase()).toContain(flag.toLowerCase())

  await forgetSteps(owner, tenant.email)
  const answer = { method: 'totp', code: codeOf(secret) }
  const call = (session: Session) => callAuth(world.app_url, '/sign-in/second-factor', session, answer)
  const stranger = await openBrowser(world.app_url)
  const over = { ok: false, reason: 'over', attempts_left: 0 }
  expect(JSON.parse((await call(stranger)).text), 'no challenge').toEqual(over)
  const opened = await call(held)
  expect(JSON.parse(opened.text)).toEqual({ ok: true })
  expect(cookieValue(opened, '__Host-hawk-session')).not.toBe('')
  expect(cookieValue(opened, challengeCookie)).toBe('')
  expect(JSON.parse((await call(held)).text), 'a second time').toEqual(over)
})

test('a workspace’s rule is changed by owners and admins, from our own page', async ({
  world,
  tenant,
  member,
}) => {
  const path = `/api/dashboard/${tenant.slug}/live/workspace/second-factor`
  const ours = { origin: world.app_url, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
  const post = (headers: object, body: object) =>
    exchange(world.app_url, {
      method: 'POST',
      path,
      headers: { ...ours, ...headers },
      body: JSON.stringify(body),
    })
  const session = await openSession(world.app_url, tenant)
  expectProblem(await post(session, { required: true }), 409, 'state_conflict')
  expectProblem(await post(session, { required: 'yes' }), 422, 'validation_failed')
  const developer = await openSession(world.app_url, await member('developer'))
  expectProblem(await post(developer, { required: true }), 403, 'role_missing')
  await setUp(world.app_url, session)
  expect((await post(session, { required: true })).status).toBe(200)
  const shut = { method: 'POST', path: `/api/dashboard/${tenant.slug}/test/otp/inbound`, body: '{}' }
  const reply = await exchange(world.app_url, { ...shut, headers: { ...ours, ...developer } })
  expectProblem(reply, 403, 'second_factor_required')
})
