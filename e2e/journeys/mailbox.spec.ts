import { randomBytes } from 'node:crypto'
import { queueMail } from '@/lib/mails/queue'
import { expect, test } from '../fixtures'

test('the mailbox shows what arrives, live, and runs nothing of it', async ({
  page,
  pool: _,
  world,
  mailbox,
}) => {
  await page.goto(mailbox.url)
  await expect(page.getByRole('heading', { name: 'Mailbox' })).toBeVisible()
  const to = `p-${randomBytes(6).toString('hex')}@example.test`
  const link = `${world.app_url}/verify`
  await queueMail({ template: 'verification', to, fields: { code: '424242', link, expiresInMinutes: 10 } })
  await page.getByRole('button', { name: `to ${to}` }).click()
  await expect(page.getByRole('heading', { name: '424242 is your Hawk Send code' })).toBeFocused()
  const shown = page.frameLocator('iframe')
  await expect(shown.getByText('424242', { exact: true })).toBeVisible()
  await expect(shown.getByRole('link', { name: 'Open the page' })).toHaveAttribute('href', link)
  await expect(page.locator('iframe')).toHaveAttribute(
    'sandbox',
    /^allow-popups allow-popups-to-escape-sandbox$/,
  )
  await page.getByRole('tab', { name: 'Plain text' }).click()
  await expect(page.getByRole('tabpanel', { name: 'Plain text' })).toContainText(link)
  await page.getByRole('tab', { name: 'Plain text' }).press('ArrowRight')
  await expect(page.getByRole('tabpanel', { name: 'Headers' })).toContainText('message-id: <')
  await page.setViewportSize({ width: 390, height: 800 })
  await page.getByRole('button', { name: 'All mail' }).click()
  await expect(page.getByRole('button', { name: `to ${to}` })).toBeVisible()
})
