import { signUpCookie } from '@/lib/http/cookies'
import { expect, test } from '../fixtures'
import { expectProblem, withoutRequestId } from '../support/problem'
import { callAuth, cookiesOf, openBrowser } from '../support/session'
import { goodPassword, newEmail } from '../support/sign-up'
import { exchange } from '../support/wire'

const begin = async (origin: string, email = newEmail()) => {
  const browser = await openBrowser(origin)
  const reply = await callAuth(origin, '/sign-up', browser, { email, password: goodPassword })
  expect(reply.status).toBe(200)
  return { reply, browser: { ...browser, cookie: `${browser.cookie}; ${cookiesOf(reply)}` } }
}

test('what a browser is given before the address is proven opens nothing', async ({ world, tenant }) => {
  const { reply, browser } = await begin(world.app_url)
  const cookies = reply.headers['set-cookie'] ?? []
  expect(cookies).toHaveLength(1)
  expect(cookies[0]).toMatch(
    new RegExp(
      `^${signUpCookie}=[0-9a-f-]{36}; Path=/; Expires=[^;]+; Max-Age=86400; Secure; HttpOnly; SameSite=lax$`,
    ),
  )
  const id = cookiesOf(reply).split('=')[1] ?? ''
  expect(reply.text).not.toContain(id)
  const page = await exchange(world.app_url, { path: '/dashboard', headers: browser })
  expect(page.status).toBe(303)
  const call = await exchange(world.app_url, {
    method: 'POST',
    path: `/api/dashboard/${tenant.slug}/test/api-keys`,
    headers: {
      ...browser,
      origin: world.app_url,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    },
    body: '{"name":"x"}',
  })
  expectProblem(call, 401, 'session_missing')
})

test('a known and an unknown address get the same answer to the letter', async ({ world, tenant }) => {
  const known = await begin(world.app_url, tenant.email)
  const unknown = await begin(world.app_url)
  const shape = ({ status, headers, json }: typeof known.reply) => ({
    status,
    names: Object.keys(headers),
    body: { ...(json as object), email: '' },
  })
  expect(shape(known.reply)).toEqual(shape(unknown.reply))
  const tries = [known, unknown].map(({ browser }) =>
    callAuth(world.app_url, '/sign-up/verify', browser, { code: '000000' }),
  )
  const [one, other] = await Promise.all(tries)
  expect(one?.text).toBe(other?.text)
})

test('a code is six plain digits, and what is none is not counted', async ({ world, owner }) => {
  const email = newEmail()
  const { browser } = await begin(world.app_url, email)
  for (const code of [
    ' 123456',
    '１２３４５６',
    '١٢٣٤٥٦',
    '12345',
    '1234567',
    123456,
    null,
    ['123456'],
    true,
  ])
    expectProblem(
      await callAuth(world.app_url, '/sign-up/verify', browser, { code }),
      422,
      'validation_failed',
    )
  expectProblem(await callAuth(world.app_url, '/sign-up/verify', browser, {}), 422, 'validation_failed')
  const more = { code: '123456', email_verified: true }
  expectProblem(await callAuth(world.app_url, '/sign-up/verify', browser, more), 422, 'validation_failed')
  expect(await owner`select attempts from email_codes where email = ${email}`).toEqual([{ attempts: 0 }])
})

test('without the cookie of the sign-up no code counts, whosever it is', async ({ world }) => {
  const browser = await openBrowser(world.app_url)
  const strange = [browser, { ...browser, cookie: `${browser.cookie}; ${signUpCookie}=x` }]
  for (const one of strange) {
    const reply = await callAuth(world.app_url, '/sign-up/verify', one, { code: '123456' })
    expect(reply.json).toEqual({ verified: false, reason: 'no_sign_up', attempts_remaining: 0 })
    const resent = await callAuth(world.app_url, '/sign-up/resend', one, {})
    expect(resent.json).toEqual({ sent: false, reason: 'no_sign_up' })
  }
})

test('addresses and passwords that cannot be are refused, and a megabyte before anything is hashed', async ({
  world,
}) => {
  const browser = await openBrowser(world.app_url)
  const bad = [
    { email: 'ana＠example.test', password: goodPassword },
    { email: '"e@attacker.com"@victim.com', password: goodPassword },
    { email: newEmail(), password: 'elevenchars' },
    { email: newEmail(), password: 'x'.repeat(513) },
    { email: newEmail(), password: 384920175638291 },
    { email: [newEmail()], password: goodPassword },
    { email: newEmail(), password: goodPassword, is_operator: true },
  ]
  for (const body of bad)
    expectProblem(await callAuth(world.app_url, '/sign-up', browser, body), 422, 'validation_failed')
  const huge = { email: newEmail(), password: 'x'.repeat(1_048_576) }
  for (const path of ['/sign-up', '/sign-in'])
    expectProblem(await callAuth(world.app_url, path, browser, huge), 413, 'body_too_large')
})

const doors = [
  '/sign-in',
  '/sign-up',
  '/sign-up/verify',
  '/sign-up/resend',
  '/password/judge',
  '/reset-password',
  '/reset-password/complete',
]

for (const path of [...doors, '/password'])
  test(`/api/auth${path} takes JSON from our own pages alone, by POST`, async ({ world }) => {
    const browser = await openBrowser(world.app_url)
    const call = (headers: Record<string, string>) =>
      exchange(world.app_url, {
        method: 'POST',
        path: `/api/auth${path}`,
        headers: { ...browser, ...headers },
        body: '{}',
      })
    const ours = { origin: world.app_url, 'sec-fetch-site': 'same-origin' }
    expectProblem(await call({ origin: 'null' }), 403, 'cross_origin_refused')
    expectProblem(await call({ ...ours, 'sec-fetch-site': 'cross-site' }), 403, 'cross_origin_refused')
    const isOpen = path !== '/password'
    const forged = await call({ ...ours, 'x-csrf-token': 'x', 'content-type': 'application/json' })
    expectProblem(forged, isOpen ? 403 : 401, isOpen ? 'csrf_token_invalid' : 'session_missing')
    if (isOpen && path !== '/sign-up/resend') {
      const form = await call({ ...ours, 'content-type': 'application/x-www-form-urlencoded' })
      expectProblem(form, 415, 'unsupported_media_type')
    }
    const looked = await exchange(world.app_url, {
      path: `/api/auth${path}`,
      headers: { ...browser, ...ours },
    })
    expect(looked.status).toBe(405)
  })

test('a link that never was and one without a token are refused alike', async ({ world }) => {
  const browser = await openBrowser(world.app_url)
  const complete = (token: unknown) =>
    callAuth(world.app_url, '/reset-password/complete', browser, { token, password: goodPassword })
  const replies = [await complete('x'), await complete('A'.repeat(43))]
  expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  expect(replies[0]?.json).toEqual({ changed: false, reason: 'link_invalid', advice: null })
  for (const token of ['', 'x'.repeat(129), 7, null])
    expectProblem(await complete(token), 422, 'validation_failed')
})
