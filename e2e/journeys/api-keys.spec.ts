import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { signIn } from '../support/sign-in'
import type { Tenant } from '../support/tenant'

async function createKey(page: Page, tenant: Tenant, name: string, mode = 'live') {
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/${mode}/api-keys`)
  await page.getByRole('button', { name: 'Create key' }).click()
  const form = page.getByRole('dialog', { name: `Create a ${mode} key` })
  await form.getByLabel('Name').fill(name)
  await form.getByRole('button', { name: 'Create key' }).click()
  const dialog = page.getByRole('dialog', { name: `Key ${name} created` })
  await expect(dialog).toBeVisible()
  return dialog
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('a key is shown once, works, and is refused within a second of its revocation', async ({
  page,
  tenant,
  api,
  owner,
}) => {
  const dialog = await createKey(page, tenant, 'checkout-service')
  const output = dialog.getByText(/^wsa_/)
  await expect(output).toHaveText(/^wsa_live_•+\w{4}$/)
  await dialog.getByRole('button', { name: 'Reveal the key' }).click()
  await expect(output).toHaveText(/^wsa_live_[0-9A-Za-z]{38}$/)
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(dialog.getByRole('button', { name: 'I stored it' })).toBeVisible()
  const key = await page.evaluate(() => navigator.clipboard.readText())
  await expect(output).toHaveText(key)
  expect(page.url()).not.toContain(key)
  await dialog.getByRole('button', { name: 'I stored it' }).click()

  const row = page.getByRole('row').filter({ hasText: 'checkout-service' })
  await expect(row).toContainText(`${key.slice(0, 12)}…${key.slice(-4)}`)
  await page.reload()
  await expect(row).toContainText('Active')
  const kept = await page.evaluate(async () =>
    JSON.stringify([
      document.documentElement.outerHTML,
      location.href,
      history.state,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      await indexedDB.databases(),
      await caches.keys(),
    ]),
  )
  expect(kept).toContain('checkout-service')
  expect(kept).not.toContain(key.slice(12, -4))

  expect((await api.post('/otp/send', { to: randomPhone() }, { key })).status).toBe(202)
  const [{ id } = { id: '' }] = await owner<{ id: string }[]>`
    select id from api_keys where tenant_id = ${tenant.id} and name = 'checkout-service'`
  const used = async () => (await owner`select last_used_at from api_keys where id = ${id}`)[0]?.last_used_at
  await expect.poll(used, { timeout: 15_000 }).not.toBeNull()
  await row.getByRole('button', { name: 'Revoke checkout-service' }).click()
  const warning = page.getByRole('alertdialog', { name: 'Revoke the live key checkout-service?' })
  await expect(warning).toContainText(/Last used (just now|\d+ s ago) from 127\.[\d.]+/)
  await expect(warning.getByRole('button', { name: 'Revoke key' })).toBeDisabled()
  await warning.getByLabel('Type checkout-service to revoke a live key in use').fill('checkout-service')
  const revoked = page.waitForResponse((response) => response.url().endsWith('/revoke'))
  await warning.getByRole('button', { name: 'Revoke key' }).click()
  expect((await revoked).status()).toBe(200)
  const status = async () => (await api.post('/otp/send', { to: randomPhone() }, { key })).status
  await expect.poll(status, { timeout: 1_000, intervals: [50] }).toBe(401)
  await expect(row).toContainText('Revoked')
  await expect(row.getByRole('button', { name: 'Revoke checkout-service' })).toHaveCount(0)
})

test('a key that nobody copied asks before it is gone', async ({ page, tenant }) => {
  const dialog = await createKey(page, tenant, 'forgotten')
  for (const close of [
    () => page.keyboard.press('Escape'),
    () => dialog.getByRole('button', { name: 'Close' }).last().click(),
  ]) {
    await close()
    const question = dialog.getByRole('alert')
    await expect(question).toContainText('The key has not been copied')
    await question.getByRole('button', { name: 'Keep it open' }).click()
    await expect(dialog.getByText(/^wsa_/)).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Close without it' }).click()
  await expect(dialog).toBeHidden()
})

test('the .env line is the key under its name', async ({ page, tenant, api }) => {
  const dialog = await createKey(page, tenant, 'worker', 'test')
  await dialog.getByRole('button', { name: 'Copy as .env line' }).click()
  const line = await page.evaluate(() => navigator.clipboard.readText())
  expect(line).toMatch(/^HAWKSEND_API_KEY=wsa_test_[0-9A-Za-z]{38}$/)
  const key = line.replace('HAWKSEND_API_KEY=', '')
  const reply = await api.post('/otp/send', { to: randomPhone() }, { key })
  expect(reply.json).toMatchObject({ mode: 'test' })
})

test('a live key and a test key are on separate lists', async ({ page, tenant }) => {
  const dialog = await createKey(page, tenant, 'only-live')
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await dialog.getByRole('button', { name: 'I stored it' }).click()
  await expect(page.getByRole('cell', { name: 'only-live', exact: true })).toBeVisible()
  await page.getByRole('navigation', { name: 'Mode' }).getByRole('link', { name: 'Test' }).click()
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/test/api-keys`)
  await expect(page.getByRole('region', { name: 'Test mode' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'API keys' })).toBeVisible()
  await expect(page.getByRole('cell', { name: 'only-live', exact: true })).toHaveCount(0)
})
