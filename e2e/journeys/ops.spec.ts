import { expect, test } from '../fixtures'
import { newOperator, proveSecondFactor } from '../support/operator'
import { signIn } from '../support/sign-in'

test('one of us finds a workspace, suspends it with a reason, and its people read why', async ({
  browser,
  page,
  owner,
  tenant,
  world,
}) => {
  const us = await newOperator(owner)
  await page.goto('/ops')
  await page.getByLabel('Email').fill(us.email)
  await page.getByLabel('Password', { exact: true }).fill(us.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Operators sign in with a second factor' })).toBeVisible()
  await proveSecondFactor(owner, us)

  await page.goto('/ops')
  await page.getByLabel('Slug, name or address').fill(tenant.email)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/search=/)
  const row = page.getByRole('row').filter({ hasText: tenant.slug })
  await expect(row).toContainText('Active')
  await row.getByRole('button', { name: 'Suspend Kestrel' }).click()
  await page.getByRole('button', { name: 'Suspend workspace' }).click()
  await expect(page.getByText('Say in a sentence why.')).toBeVisible()
  await page.getByLabel('Reason').fill('Recipients report messages that they never asked for.')
  await page.getByRole('button', { name: 'Suspend workspace' }).click()
  await expect(row).toContainText('Suspended')

  const theirs = await browser.newContext({ baseURL: world.app_url })
  const theirPage = await theirs.newPage()
  await theirPage.goto('/sign-in')
  await theirPage.getByLabel('Email').fill(tenant.email)
  await theirPage.getByLabel('Password', { exact: true }).fill(tenant.password)
  await theirPage.getByRole('button', { name: 'Sign in' }).click()
  await expect(theirPage.getByRole('heading', { name: 'Kestrel is suspended' })).toBeVisible()
  await expect(theirPage.getByText('never asked for')).toBeVisible()
  await theirs.close()

  await row.getByRole('button', { name: 'Let Kestrel work again' }).click()
  await expect(row).toContainText('Active')

  await page.getByRole('link', { name: 'Queues' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Messages to send' })).toContainText('In time')
})

test('to a member of a workspace there is no /ops', async ({ page, tenant }) => {
  await signIn(page, tenant)
  const response = await page.goto('/ops')
  expect(response?.status()).toBe(404)
})
