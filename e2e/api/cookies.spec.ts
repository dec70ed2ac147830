import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { fillPath, pagePaths, routePaths } from '../support/manifest'
import { callAuth, openBrowser, openSession, sessionOf } from '../support/session'
import { signInByForm } from '../support/sign-in'
import { exchange, type Reply } from '../support/wire'
import { findWorld } from '../support/world'

const origin = findWorld().app_url
/** The page for what breaks altogether says so in its status. */
const paths = [...pagePaths, ...routePaths].filter((path) => path !== '/_global-error')

/** What is wrong with the cookies of an answer. */
function faultsOf({ headers }: Reply, where: string): string[] {
  return (headers['set-cookie'] ?? []).flatMap((line) => {
    const [pair = '', ...attributes] = line.split(/; */)
    const [name = '', value = ''] = pair.split(/=(.*)/)
    const has = (attribute: string) =>
      attributes.some((part) => part.toLowerCase() === attribute.toLowerCase())
    const isHost = name.startsWith('__Host-')
    const rules: [boolean, string][] = [
      [has('HttpOnly'), 'HttpOnly'],
      [has('Secure'), 'Secure'],
      [has('SameSite=Lax') || has('SameSite=Strict'), 'SameSite'],
      [isHost || name.startsWith('__Secure-'), 'a prefix'],
      [!isHost || has('Path=/'), 'Path=/ of __Host-'],
      [!attributes.some((part) => /^domain/i.test(part)), 'no Domain'],
      [name.length + value.length <= 4_096, 'at most 4096 bytes'],
    ]
    return rules.filter(([holds]) => !holds).map(([, rule]) => `${where}: ${name} lacks ${rule}`)
  })
}

test('every cookie of every page and route, signed in and out, keeps to the rules', async ({ tenant }) => {
  test.setTimeout(180_000)
  const values = { tenant: tenant.slug, mode: 'test', code: 'not_found', job: 'none' }
  const session = await openSession(origin, tenant)
  const faults: string[] = []
  const names = new Set<string>()
  const note = (reply: Reply, where: string) => {
    expect(reply.status, where).toBeLessThan(500)
    faults.push(...faultsOf(reply, where))
    for (const line of reply.headers['set-cookie'] ?? []) names.add(line.split('=')[0] ?? '')
  }
  const visit = async (method: string, path: string, headers: Record<string, string>, who: string) =>
    note(
      await exchange(origin, { method, path, headers, ...(method === 'POST' ? { body: '{}' } : {}) }),
      `${method} ${path} ${who}`,
    )

  const fromOurPage = { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
  const wrong = [
    '/none',
    '/dashboard/none/live/otps',
    `/dashboard/${tenant.slug}/staging`,
    '/%00',
    '/docs/errors/none',
  ]
  for (const path of [...paths.map((pattern) => fillPath(pattern, values)), ...wrong]) {
    // What ends this session has its turn below.
    const ends = path === '/api/auth/sign-out' || path === '/api/auth/refresh'
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      await visit(method, path, {}, 'as nobody')
      await visit(method, path, fromOurPage, 'from our page')
      if (!ends) await visit(method, path, { ...fromOurPage, ...session }, 'as a member')
    }
  }

  const browser = await openBrowser(origin)
  const begun = await callAuth(origin, '/sign-in', browser, {
    email: tenant.email,
    password: tenant.password,
  })
  note(begun, 'signing in')
  const started = await sessionOf(begun, browser)
  note(
    await callAuth(origin, '/sign-in', browser, { email: tenant.email, password: 'x' }),
    'a wrong password',
  )
  note(await callAuth(origin, '/refresh', started, {}), 'refreshing')
  note(await callAuth(origin, '/sign-out', started, {}), 'signing out')
  note(await callAuth(origin, '/refresh', started, {}), 'refreshing after that')
  note(await exchange(origin, { path: '/dashboard', headers: { ...started } }), 'a page after that')

  expect(faults).toEqual([])
  for (const name of [
    '__Host-hawk-session',
    '__Secure-hawk-refresh',
    '__Host-hawk-visitor',
    '__Host-hawk-device',
  ])
    expect([...names]).toContain(name)
})

test('no page, no script, no storage and nothing that Next sends to a page holds a token', async ({
  page,
  context,
  tenant,
}) => {
  const bodies: string[] = []
  page.on('response', async (response) => {
    if (/html|x-component|json|javascript/.test(response.headers()['content-type'] ?? ''))
      bodies.push(await response.text().catch(() => ''))
  })
  await signInByForm(page, tenant)
  const base = `/dashboard/${tenant.slug}/test`
  for (const below of ['otps', 'api-keys', 'requests', 'fraud-guard', 'security'])
    await page.goto(`${base}/${below}`)
  await page.getByRole('link', { name: 'OTPs' }).first().click()
  await expect(page).toHaveURL(`${base}/otps`)
  await page.waitForLoadState('networkidle')

  const cookies = (await context.cookies([origin, `${origin}/api/auth/refresh`])).filter(({ name }) =>
    /session|refresh|device/.test(name),
  )
  expect(cookies.length).toBeGreaterThanOrEqual(3)
  expect(bodies.length).toBeGreaterThan(5)
  const seen = [...bodies, await readableBy(page)].join('\n')
  for (const { name, value } of cookies) expect(seen.includes(value), name).toBe(false)
  expect(await page.evaluate(() => document.cookie)).toBe('')
})

/** All that a script on the page can read by itself. */
function readableBy(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([
      document.cookie,
      { ...localStorage },
      { ...sessionStorage },
      document.documentElement.outerHTML,
      location.href,
      Object.keys(window),
    ]),
  )
}
