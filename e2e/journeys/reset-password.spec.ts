import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { linkIn, type Mailbox } from '../support/mailbox'
import { signInByForm } from '../support/sign-in'
import { forgetNetwork, newEmail } from '../support/sign-up'

test.beforeEach(({ owner }) => forgetNetwork(owner))

const chosen = 'heron under dry stone'

async function askForLink(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(page.getByRole('heading', { name: 'Reset the password' })).toBeVisible()
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('heading', { name: 'Look at your mail' })).toBeVisible()
}

async function linkTo(mailbox: Mailbox, email: string): Promise<string> {
  const mail = await mailbox.waitForMail(email, /^Set a new password$/)
  return linkIn(mail, /^\/reset-password\/new$/)
}

test('a forgotten password is set anew by the mailed link, and every session ends', async ({
  page,
  browser,
  mailbox,
  tenant,
  world,
}) => {
  const elsewhere = await (await browser.newContext({ baseURL: world.app_url })).newPage()
  await signInByForm(elsewhere, tenant)

  await askForLink(page, tenant.email)
  const link = await linkTo(mailbox, tenant.email)
  const response = await page.goto(link)
  expect(response?.headers()['referrer-policy']).toBe('no-referrer')
  await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible()
  await expect(page).toHaveURL(/\/reset-password\/new$/)
  await page.getByLabel('New password', { exact: true }).fill('password1234')
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'common password' })).toBeVisible()
  await page.getByLabel('New password', { exact: true }).fill(chosen)
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page.getByRole('heading', { name: 'Your password is changed' })).toBeVisible()
  await expect(page).toHaveURL(/\/reset-password\/new$/)
  await mailbox.waitForMail(tenant.email, /^Your password was changed$/)

  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/sign-in/)
  await elsewhere.reload()
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await signInByForm(page, { email: tenant.email, password: chosen })

  await page.goto('about:blank')
  await page.goto(link)
  await page.getByLabel('New password', { exact: true }).fill('another one for good')
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
})

test('a mail scanner that opens the link, however often, spends nothing', async ({
  page,
  request,
  mailbox,
  tenant,
  owner,
}) => {
  await askForLink(page, tenant.email)
  const link = await linkTo(mailbox, tenant.email)
  for (let count = 0; count < 3; count++) expect((await request.get(link)).status()).toBe(200)
  await page.goto(link)
  await page.waitForLoadState('networkidle')
  expect(
    await owner`select used_at from password_resets r join users u on u.id = r.user_id
      where u.email = ${tenant.email}`,
  ).toEqual([{ used_at: null }])
})

test('for an address that nobody has the page says the same, and no mail goes out', async ({
  page,
  mailbox,
}) => {
  const email = newEmail()
  await askForLink(page, email)
  await expect(page.getByRole('status')).toContainText(email)
  expect(await mailbox.mailsTo(email)).toEqual([])
})

test('without its token the page says that the link does not work', async ({ page }) => {
  await page.goto('/reset-password/new')
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
  await page.getByRole('link', { name: 'Send a new link' }).click()
  await expect(page).toHaveURL('/reset-password')
})

test('one’s own password is changed with the current one, which signs out every other browser', async ({
  page,
  browser,
  mailbox,
  tenant,
  world,
}) => {
  const elsewhere = await (await browser.newContext({ baseURL: world.app_url })).newPage()
  await signInByForm(elsewhere, tenant)
  await signInByForm(page, tenant)
  await page.goto(`/dashboard/${tenant.slug}/live/security`)
  const form = page.getByRole('region', { name: 'Password' })
  const [current, next] = [
    form.getByLabel('Current password', { exact: true }),
    form.getByLabel('New password', { exact: true }),
  ]
  const change = form.getByRole('button', { name: 'Change password' })
  await current.fill('not the password')
  await next.fill(chosen)
  await change.click()
  await expect(form.getByRole('alert')).toContainText('not your current password')
  await current.fill(tenant.password)
  await change.click()
  await expect(form.getByRole('status')).toContainText('One other session has ended.')
  await mailbox.waitForMail(tenant.email, /^Your password was changed$/)
  await page.reload()
  await expect(page).toHaveURL(/\/security$/)
  await elsewhere.reload()
  await expect(elsewhere).toHaveURL(/\/sign-in/)
})
