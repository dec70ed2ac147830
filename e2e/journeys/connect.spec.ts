import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { finish, openConnect, openDialog } from '../support/connect'
import { signIn } from '../support/sign-in'
import { addMember } from '../support/tenant'

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const step = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Steps' }).getByRole('listitem').filter({ hasText: name })

test('a number is connected through the dialog, step by step, made primary, and disconnected', async ({
  page,
  tenant,
}) => {
  const dialog = await openConnect(page, tenant)
  await finish(dialog, { name: 'Falcon Store' })
  await expect(heading(page, 'The number is connected')).toBeVisible({ timeout: 15_000 })
  for (const name of ['Access granted', 'Account shared', 'Number registered', 'Display name read'])
    await expect(step(page, name)).toContainText('Done')
  await page.reload()
  await expect(heading(page, 'The number is connected')).toBeVisible()

  await page.getByRole('link', { name: 'Back to the numbers' }).click()
  const card = page.getByRole('listitem').filter({ has: heading(page, 'Falcon Store') })
  await expect(card).toContainText('Connected')
  await expect(card).not.toContainText('Primary')
  await card.getByRole('button', { name: 'Make primary' }).click()
  await expect(card.getByText('Primary', { exact: true })).toBeVisible()

  await card.getByRole('button', { name: 'Disconnect' }).click()
  const question = page.getByRole('alertdialog', { name: 'Disconnect Falcon Store?' })
  await expect(question).toContainText('nothing is sent from this live number')
  await question.getByRole('button', { name: 'Disconnect number' }).click()
  await expect(card).toContainText('Disconnected')
  await expect(card.getByRole('link', { name: 'Connect again' })).toBeVisible()
})

test('who leaves the dialog is told where, and can go on there', async ({ page, tenant }) => {
  const dialog = await openConnect(page, tenant)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(heading(page, 'You left the dialog')).toBeVisible()
  await expect(page.getByText('You were at: phone number setup.')).toBeVisible()
  await finish(await openDialog(page, 'Open the dialog again'))
  await expect(heading(page, 'The number is connected')).toBeVisible({ timeout: 15_000 })
})

test('a window closed without a word, and an error of Meta’s, each have their name', async ({
  page,
  tenant,
}) => {
  const dialog = await openConnect(page, tenant)
  const openedBy = Date.now()
  // Sooner than any person could, the page would take it for a window that never opened.
  await expect.poll(() => Date.now() - openedBy).toBeGreaterThan(700)
  await dialog.getByRole('button', { name: 'Close silently' }).click()
  await expect(heading(page, 'The window was closed')).toBeVisible()
  const again = await openDialog(page, 'Open the dialog again')
  await again.getByRole('button', { name: 'Fail' }).click()
  await expect(heading(page, 'Meta ended the dialog with an error')).toBeVisible()
  await expect(page.getByText('Your business is not allowed to use WhatsApp. (524126)')).toBeVisible()
})

test('an account shared without a number asks which one it is', async ({ page, tenant }) => {
  const dialog = await openConnect(page, tenant)
  await finish(dialog, { number: 'Share the account only', name: 'Osprey Goods' })
  await expect(heading(page, 'Choose a number')).toBeVisible({ timeout: 15_000 })
  await page.getByRole('radio', { name: /Osprey Goods/ }).click()
  await page.getByRole('button', { name: 'Use this number' }).click()
  await expect(heading(page, 'The number is connected')).toBeVisible({ timeout: 15_000 })
})

test('a number with a PIN waits for it, on any page and device', async ({ page, tenant }) => {
  const dialog = await openConnect(page, tenant)
  await finish(dialog, { fate: 'The number has the PIN 482913' })
  await expect(heading(page, 'Enter the number’s PIN')).toBeVisible({ timeout: 15_000 })
  await page.goto(`/dashboard/${tenant.slug}/live/senders`)
  await page
    .getByRole('region', { name: 'A connection that is not finished' })
    .getByRole('link', { name: 'Go on' })
    .click()
  await page.getByLabel('Two-step PIN').fill('482913')
  await page.getByRole('button', { name: 'Register the number' }).click()
  await expect(heading(page, 'The number is connected')).toBeVisible({ timeout: 15_000 })
})

for (const [fate, title] of [
  ['The code expires at once', 'Meta’s code expired'],
  ['The token is taken back', 'The access was taken back'],
  ['A permission is not granted', 'A permission is missing'],
] as const)
  test(`${fate.toLowerCase()}: the screen says so and offers the dialog again`, async ({ page, tenant }) => {
    const dialog = await openConnect(page, tenant)
    await finish(dialog, { fate })
    await expect(heading(page, title)).toBeVisible({ timeout: 15_000 })
    await expect(page.getByRole('button', { name: 'Open the dialog again' })).toBeEnabled()
  })

test('in test mode there is its number, and the way to the live ones', async ({ page, tenant }) => {
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/senders`)
  await expect(page.getByText('Test mode has one number of its own.')).toBeVisible()
  await page.getByRole('link', { name: 'Go to the live numbers' }).click()
  await expect(page).toHaveURL(/\/live\/senders$/)
  await page.goto(`/dashboard/${tenant.slug}/test/senders/connect`)
  await expect(page).toHaveURL(/\/test\/senders$/)
})

test('a developer sees the numbers and connects none; support does not see them', async ({
  page,
  browser,
  world,
  tenant,
}) => {
  const developer = await addMember(tenant.id, 'developer')
  await signIn(page, developer, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/senders`)
  await expect(page.getByText('Numbers are connected by an admin or owner.')).toBeVisible()
  await page.goto(`/dashboard/${tenant.slug}/live/senders/connect`)
  await expect(page.getByText('Your role does not open this page.')).toBeVisible()
  const other = await browser.newContext({ baseURL: world.app_url })
  const second = await other.newPage()
  const support = await addMember(tenant.id, 'support')
  await signIn(second, support, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/senders`)
  await expect(second.getByText('Your role does not open this page.')).toBeVisible()
  await other.close()
})

test('the page with the dialog alone lets Meta’s script in, and opens windows that can answer', async ({
  page,
  tenant,
}) => {
  await signIn(page, tenant)
  const headersOf = async (path: string) =>
    (await page.goto(`/dashboard/${tenant.slug}/live${path}`))?.headers() ?? {}
  const [list, connect] = [await headersOf('/senders'), await headersOf('/senders/connect')]
  expect(list['cross-origin-opener-policy']).toBe('same-origin')
  expect(connect['cross-origin-opener-policy']).toBe('same-origin-allow-popups')
  expect(list['content-security-policy']).not.toContain('frame-src')
  expect(connect['content-security-policy']).toContain('frame-src')
})
