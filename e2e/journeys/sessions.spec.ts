import type { BrowserContext, Page } from '@playwright/test'
import { makeMembership } from '@/db/factories'
import { sessionCookie } from '@/lib/http/cookies'
import { expect, test } from '../fixtures'
import { decodeToken } from '../support/session'
import { signInByForm } from '../support/sign-in'

/** As if an hour had passed: the browser would have dropped the cookie by itself. */
const letAccessRunOut = (context: BrowserContext) => context.clearCookies({ name: sessionCookie })

async function endSessionsOf(owner: import('postgres').Sql, email: string): Promise<void> {
  await owner`update sessions set ended_at = now() where user_id in (select id from users where email = ${email})`
}

const accessOf = async (context: BrowserContext) =>
  (await context.cookies()).find(({ name }) => name === sessionCookie)?.value ?? ''

test('a page whose access has run out is picked up again, in the same place', async ({
  page,
  context,
  tenant,
}) => {
  await signInByForm(page, tenant)
  await letAccessRunOut(context)
  const place = `/dashboard/${tenant.slug}/test/otps?status=verified&to=%2B14155550100`
  await page.goto(place)
  await expect(page).toHaveURL(place)
  await expect(page.getByRole('heading', { name: 'OTPs' })).toBeVisible()
  expect(await accessOf(context)).not.toBe('')
  await page.goBack()
  await expect(page).toHaveURL(/\/dashboard\//)
})

test('whoever has no session to pick up comes to sign-in, and back to the same place', async ({
  page,
  tenant,
}) => {
  const place = `/dashboard/${tenant.slug}/test/api-keys`
  await page.goto(place)
  await expect(page).toHaveURL(`/sign-in?callbackUrl=${encodeURIComponent(place)}`)
  await signInByForm(page, tenant, page.url())
  await expect(page).toHaveURL(place)
})

test('the page that picks up a session says so when the server is away, and tries again', async ({
  page,
  context,
  tenant,
}) => {
  await signInByForm(page, tenant)
  await letAccessRunOut(context)
  await page.route('**/api/auth/refresh', (route) => route.abort())
  await page.goto(`/session?to=/dashboard/${tenant.slug}/test/otps`)
  await expect(page.getByRole('heading', { name: 'One moment' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'The server could not be reached' })).toBeVisible()
  await page.unroute('**/api/auth/refresh')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/test/otps`)
})

for (const target of ['https://elsewhere.example', '//elsewhere.example', '/.//elsewhere.example'])
  test(`picking up a session never leads to ${target}`, async ({ page, world, tenant }) => {
    await signInByForm(page, tenant)
    await page.goto(`/session?to=${encodeURIComponent(target)}`)
    await page.waitForURL((url) => url.pathname !== '/session')
    expect(new URL(page.url()).origin).toBe(world.app_url)
  })

test('a form that was open when access ran out is sent all the same, with all that was typed', async ({
  page,
  context,
  tenant,
}) => {
  await signInByForm(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/api-keys`)
  await page.getByRole('button', { name: 'Create key' }).first().click()
  await page.getByRole('dialog').getByLabel('Name').fill('kept-while-away')
  await letAccessRunOut(context)
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click()
  await expect(page.getByRole('dialog', { name: /^Key (kept-while-away|still-here) created$/ })).toBeVisible()
})

test('a form whose session has ended keeps what was typed, and is sent after signing in again elsewhere', async ({
  page,
  context,
  tenant,
  owner,
}) => {
  const place = `/dashboard/${tenant.slug}/test/api-keys`
  await signInByForm(page, tenant, `/sign-in?callbackUrl=${place}`)
  await page.getByRole('button', { name: 'Create key' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('still-here')
  await endSessionsOf(owner, tenant.email)
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(dialog.getByRole('alert')).toContainText('You have been signed out')

  const opened = context.waitForEvent('page')
  await dialog.getByRole('link', { name: 'Sign in again in a new tab' }).click()
  const tab = await opened
  await expect(tab).toHaveURL(`/sign-in?callbackUrl=${encodeURIComponent(place)}`)
  await expect(tab.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  await tab.getByLabel('Email').fill(tenant.email)
  await tab.getByLabel('Password', { exact: true }).fill(tenant.password)
  await tab.getByRole('button', { name: 'Sign in' }).click()
  await expect(tab).toHaveURL(place)

  await expect(dialog.getByLabel('Name')).toHaveValue('still-here')
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(page.getByRole('dialog', { name: /^Key (kept-while-away|still-here) created$/ })).toBeVisible()
})

test('two tabs whose access ran out are both picked up', async ({ page, context, tenant }) => {
  await signInByForm(page, tenant)
  await letAccessRunOut(context)
  const pages = [page, ...(await Promise.all([1, 2, 3].map(() => context.newPage())))]
  const place = `/dashboard/${tenant.slug}/test/otps`
  await Promise.all(pages.map((tab) => tab.goto(place)))
  for (const tab of pages) await expect(tab).toHaveURL(place)
})

test('whoever joins a workspace elsewhere gets into it from a page that was open, without signing in again', async ({
  page,
  context,
  tenant,
  stranger,
  owner,
}) => {
  await signInByForm(page, tenant)
  const [user] = await owner<{ id: string }[]>`select id from users where email = ${tenant.email}`
  await makeMembership({ tenantId: stranger.id, userId: user?.id ?? '', role: 'developer' })
  await page.goto(`/dashboard/${tenant.slug}/test/otps`)
  await expect
    .poll(async () => (await decodeToken(await accessOf(context)))?.tenants)
    .toEqual([tenant.slug, stranger.slug])
  await page.goto(`/dashboard/${stranger.slug}/test/otps`)
  await expect(page.getByRole('heading', { name: 'No test OTPs yet' })).toBeVisible()
})

async function openSecurity(page: Page, slug: string): Promise<void> {
  await page.goto(`/dashboard/${slug}/live/security`)
  await expect(page.getByRole('heading', { name: 'Sessions' })).toBeVisible()
}

test('a session ended in one browser is dead in the other with its next request', async ({
  browser,
  page,
  world,
  tenant,
}) => {
  const there = await browser.newContext({
    baseURL: world.app_url,
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0',
  })
  const other = await there.newPage()
  await signInByForm(other, tenant)
  await signInByForm(page, tenant)
  await openSecurity(page, tenant.slug)
  const row = page
    .getByRole('region', { name: 'Sessions' })
    .getByRole('row', { name: /Firefox 144 on Windows/ })
  await expect(row).toContainText('Local network')
  await row.getByRole('button', { name: /^End the session of Firefox/ }).click()
  await expect(row).toHaveCount(0)

  const place = `/dashboard/${tenant.slug}/live/api-keys`
  await other.goto(place)
  await expect(other).toHaveURL(`/sign-in?callbackUrl=${encodeURIComponent(place)}`)
  await openSecurity(page, tenant.slug)
  await expect(page.getByText('This browser', { exact: true })).toBeVisible()
  await there.close()
})

test('all other sessions end at once, and this one stays', async ({ browser, page, world, tenant }) => {
  const contexts = await Promise.all([1, 2].map(() => browser.newContext({ baseURL: world.app_url })))
  const others = await Promise.all(contexts.map((context) => context.newPage()))
  for (const other of others) await signInByForm(other, tenant)
  await signInByForm(page, tenant)
  await openSecurity(page, tenant.slug)
  await page.getByRole('button', { name: 'End all others' }).click()
  const ended = page.waitForResponse(/end-others/)
  await page.getByRole('button', { name: 'End 2 other sessions' }).click()
  await ended
  await expect(page.getByRole('button', { name: 'End all others' })).toHaveCount(0)
  for (const other of others) {
    await other.reload()
    await expect(other).toHaveURL(/\/sign-in\?callbackUrl=/)
  }
  await openSecurity(page, tenant.slug)
  await Promise.all(contexts.map((context) => context.close()))
})
