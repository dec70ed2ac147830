import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { openSession } from '../support/session'
import { signInByForm } from '../support/sign-in'
import { exchange } from '../support/wire'

async function tryToSignIn(page: Page, email: string, password: string): Promise<string | null> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const alert = page.getByRole('alert').filter({ hasText: /\.$/ })
  await expect(alert).toBeVisible()
  return alert.textContent()
}

test('a wrong password and an unknown address are refused in one sentence that does not tell which', async ({
  page,
  tenant,
}) => {
  const sentences = [
    await tryToSignIn(page, tenant.email, 'not-the-password'),
    await tryToSignIn(page, `nobody-${tenant.email}`, tenant.password),
  ]
  expect(new Set(sentences).size).toBe(1)
  expect(sentences[0]).toMatch(/^[A-Z][^.]+\.$/)
  await expect(page).toHaveURL('/sign-in')
})

test('the password of a real account opens it, in whatever case its address is written', async ({
  page,
  world,
}) => {
  await signInByForm(page, { email: world.email.toUpperCase(), password: world.password })
  await expect(page).toHaveURL(`/dashboard/${world.slug}/live`)
})

test('without a session every dashboard page leads to sign-in, and back to the same place', async ({
  page,
  tenant,
}) => {
  const place = `/dashboard/${tenant.slug}/test/otps?status=verified&to=%2B14155550100`
  await page.goto(place)
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/)
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  await page.getByLabel('Email').fill(tenant.email)
  await page.getByLabel('Password', { exact: true }).fill(tenant.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(place)
})

test('a foreign tenant’s pages are not there, and neither is one that never was', async ({
  page,
  tenant,
  stranger,
}) => {
  await signInByForm(page, tenant)
  for (const slug of [stranger.slug, 'nobody', '..%2f', tenant.slug.toUpperCase()])
    for (const below of ['', '/live/otps', '/test/api-keys']) {
      const response = await page.goto(`/dashboard/${slug}${below}`)
      expect(response?.status(), `${slug}${below}`).toBe(404)
      expect(await page.content()).not.toContain(stranger.email)
    }
  const response = await page.goto(`/dashboard/${tenant.slug}/staging/otps`)
  expect(response?.status()).toBe(404)
})

const elsewhere = [
  'https://elsewhere.example',
  '/.//elsewhere.example',
  '//elsewhere.example',
  '///elsewhere.example',
  '/\\elsewhere.example',
  '/x/..//elsewhere.example',
  '/%09/elsewhere.example',
  '/\t/elsewhere.example',
  'http:elsewhere.example',
  'javascript:alert(1)',
]
const signInBefore = (target: string) => `/sign-in?callbackUrl=${encodeURIComponent(target)}`

for (const target of elsewhere.slice(0, 2)) {
  test(`signing in never leads to ${target}`, async ({ page, tenant, world }) => {
    await page.route(
      (url) => url.hostname.endsWith('elsewhere.example'),
      (route) => route.fulfill({ body: 'elsewhere' }),
    )
    await page.goto(signInBefore(target))
    await page.getByLabel('Email').fill(tenant.email)
    await page.getByLabel('Password', { exact: true }).fill(tenant.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    expect(new URL(page.url()).origin).toBe(world.app_url)
  })
}

test('who is signed in already is sent to no other site either', async ({ world, tenant }) => {
  const session = await openSession(world.app_url, tenant)
  for (const target of elsewhere) {
    const reply = await exchange(world.app_url, { path: signInBefore(target), headers: session })
    expect(reply.status, target).toBe(307)
    expect(new URL(reply.headers.location ?? '', world.app_url).origin, target).toBe(world.app_url)
  }
})

test('no cookie can be read by scripts, and the session’s goes nowhere else', async ({
  page,
  context,
  tenant,
}) => {
  await signInByForm(page, tenant)
  const cookies = await context.cookies()
  const session = cookies.find(({ name }) => name === '__Host-hawk-session')
  expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
  expect(cookies.filter(({ httpOnly }) => !httpOnly)).toEqual([])
  expect(await page.evaluate(() => document.cookie)).toBe('')
})

test('signing out ends the session in this browser', async ({ page, tenant }) => {
  await signInByForm(page, tenant)
  const place = page.url()
  await page.getByRole('button', { name: tenant.email }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/sign-in')
  await page.goto(place)
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/)
})

test('a form that is sent before the page is awake puts no password into the address', async ({
  browser,
  world,
}) => {
  const context = await browser.newContext({ baseURL: world.app_url, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeDisabled()
  expect(await page.locator('form').getAttribute('method')).toBe('post')
  await context.close()
})

test('a browser that keeps no cookie is told so, and not that the password is wrong', async ({
  page,
  context,
  tenant,
}) => {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(tenant.email)
  await page.getByLabel('Password', { exact: true }).fill(tenant.password)
  await context.clearCookies()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('The browser did not keep our cookie.')).toBeVisible()
})
