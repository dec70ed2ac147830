import { expect, test } from '../fixtures'
import { newcomer } from '../support/newcomer'
import { expectProblem } from '../support/problem'
import { callAuth, openSession, type Session, sessionOf } from '../support/session'
import { SentOtp } from '../support/shapes'
import { addMember } from '../support/tenant'
import { exchange } from '../support/wire'
import type { World } from '../support/world'

const fromPage = (world: World, session: Partial<Session>) => ({
  origin: world.app_url,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
  ...session,
})

test.describe('The door to a first workspace', () => {
  test('opens one, however often it is pressed, and the new cookie leads into it', async ({
    world,
    pool: _,
  }) => {
    const session = await openSession(world.app_url, await newcomer())
    const replies = await Promise.all(
      [1, 2, 3].map(() => callAuth(world.app_url, '/workspaces/first', session, {})),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 201])
    const [slug, ...others] = new Set(replies.map(({ json }) => Object(json).slug))
    expect(others).toEqual([])
    expect(slug).toMatch(/^kestrel-[0-9a-f]{8}-[0-9a-f]{6}$/)

    const path = `/dashboard/${slug}/test/first-flight`
    const before = await exchange(world.app_url, { path, headers: { cookie: session.cookie } })
    expect(before.status).toBe(404)
    const [first] = replies
    const { cookie } = first ? await sessionOf(first, session) : session
    expect((await exchange(world.app_url, { path, headers: { cookie } })).status).toBe(200)
  })

  test('takes a name, and names what is wrong with one', async ({ world, pool: _ }) => {
    const session = await openSession(world.app_url, await newcomer())
    for (const body of [{ name: ' ' }, { name: 'x'.repeat(65) }, { name: 1 }, { slug: 'mine' }])
      expectProblem(
        await callAuth(world.app_url, '/workspaces/first', session, body),
        422,
        'validation_failed',
      )
    const reply = await callAuth(world.app_url, '/workspaces/first', session, { name: 'Žluťoučký kůň' })
    expect(reply.json).toEqual({ slug: expect.stringMatching(/^zlutoucky-kun-[0-9a-f]{6}$/) })
  })

  test('stays shut without a session, and without the page’s token', async ({ world, pool: _ }) => {
    const session = await openSession(world.app_url, await newcomer())
    const post = (headers: Record<string, string>) =>
      exchange(world.app_url, { method: 'POST', path: '/api/auth/workspaces/first', headers, body: '{}' })
    expectProblem(await post(fromPage(world, {})), 401, 'session_missing')
    const { cookie } = session
    expectProblem(await post(fromPage(world, { cookie })), 403, 'csrf_token_invalid')
    expectProblem(
      await post({ ...fromPage(world, session), 'sec-fetch-site': 'cross-site' }),
      403,
      'cross_origin_refused',
    )
  })
})

test('a test OTP is verified from the dashboard, by who may, and a live one is not', async ({
  world,
  tenant,
  stranger,
  api,
}) => {
  const otpOf = async (key: string) =>
    SentOtp.parse((await api.post('/otp/send', { to: '+15550100001' }, { key })).json).otp_id
  const otp_id = await otpOf(tenant.test_key)
  const verify = async (session: Session, body: object, mode = 'test') =>
    exchange(world.app_url, {
      method: 'POST',
      path: `/api/dashboard/${tenant.slug}/${mode}/otp/verify`,
      headers: fromPage(world, session),
      body: JSON.stringify(body),
    })
  const owner = await openSession(world.app_url, tenant)
  const support = await openSession(world.app_url, await addMember(tenant.id, 'support'))
  const right = { otp_id, code: '123456' }

  expectProblem(await verify(support, right), 403, 'role_missing')
  expectProblem(await verify(owner, right, 'live'), 409, 'state_conflict')
  expectProblem(await verify(owner, { ...right, code: '12x456' }), 422, 'validation_failed')
  expectProblem(await verify(owner, { ...right, otp_id: await otpOf(stranger.test_key) }), 404, 'not_found')
  expectProblem(await verify(await openSession(world.app_url, stranger), right), 404, 'not_found')

  const wrong = await verify(owner, { otp_id, code: '000000' })
  expect(wrong.json).toEqual({
    object: 'otp_check',
    verified: false,
    reason: 'incorrect_code',
    attempts_remaining: 2,
  })
  expect((await verify(owner, right)).json).toEqual({ object: 'otp_check', verified: true })
})

test('the checklist is put away by an admin, and not by a developer', async ({ world, tenant }) => {
  const dismiss = async (role: 'admin' | 'developer') =>
    exchange(world.app_url, {
      method: 'POST',
      path: `/api/dashboard/${tenant.slug}/live/checklist/dismiss`,
      headers: fromPage(world, await openSession(world.app_url, await addMember(tenant.id, role))),
      body: '{}',
    })
  expectProblem(await dismiss('developer'), 403, 'role_missing')
  expect((await dismiss('admin')).json).toEqual({ dismissed: true })
  expect((await dismiss('admin')).json).toEqual({ dismissed: true })
})
