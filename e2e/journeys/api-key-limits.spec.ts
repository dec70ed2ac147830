import type { Locator, Page } from '@playwright/test'
import { makeApiKey, makeSender } from '@/db/factories'
import { toTypeId } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { signIn } from '../support/sign-in'
import type { Tenant } from '../support/tenant'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

async function open(page: Page, tenant: Tenant, mode = 'test') {
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/${mode}/api-keys`)
}

/** Copies the key that is shown, closes its dialog, and gives the key back. */
async function store(page: Page, dialog: Locator): Promise<string> {
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await dialog.getByRole('button', { name: 'I stored it' }).click()
  await expect(dialog).toBeHidden()
  return page.evaluate(() => navigator.clipboard.readText())
}

test('a key is made with scopes, an expiry, addresses and a sender of its own', async ({
  page,
  tenant,
  api,
}) => {
  const sender = await makeSender({
    tenantId: tenant.id,
    mode: 'test',
    isPrimary: false,
    displayName: 'Second',
  })
  await open(page, tenant)
  await page.getByRole('button', { name: 'Create key' }).click()
  const form = page.getByRole('dialog', { name: 'Create a test key' })
  await form.getByLabel('Name').fill('warehouse')

  await form.getByRole('radio', { name: /^Send only/ }).click()
  await form.getByRole('radio', { name: /^Custom/ }).click()
  const scopes = form.getByRole('group', { name: 'Scopes' })
  for (const scope of ['otp:send', 'otp:verify', 'messages:send']) {
    await expect(scopes.getByLabel(scope)).toBeChecked()
    await scopes.getByLabel(scope).uncheck()
  }
  await form.getByLabel('Expires').selectOption('On a date…')
  await form.getByLabel('Allowed addresses').fill('127.0.0.0/8\n\n203.0.113.7/24\nhome')
  await form.getByRole('button', { name: 'Create key' }).click()
  await expect(form.getByRole('alert').filter({ hasText: 'Choose at least one scope.' })).toBeVisible()
  await expect(form.getByRole('alert').filter({ hasText: 'Choose a date.' })).toBeVisible()
  const lines = form.getByRole('alert').filter({ hasText: 'Line' })
  await expect(lines).toContainText(
    'Line 3: Bits are set behind the prefix. Write 203.0.113.0/24 for the network',
  )
  await expect(lines).toContainText('Line 4: Not an IPv4 or IPv6 address')
  await expect(lines).not.toContainText('Line 1')

  await scopes.getByLabel('otp:send').check()
  await scopes.getByLabel('otp:read').check()
  await form.getByLabel('Expires').selectOption('In 30 days')
  await form.getByLabel('Sends from').selectOption(toTypeId('sender', sender.id))
  await form.getByLabel('Allowed addresses').fill('127.0.0.0/8\n::1\n203.0.113.0/24')
  await form.getByRole('button', { name: 'Create key' }).click()
  const key = await store(page, page.getByRole('dialog', { name: 'Key warehouse created' }))

  const row = page.getByRole('row').filter({ hasText: 'warehouse' })
  await expect(row).toContainText('2 scopes')
  await expect(row).toContainText('3 addresses, one sender')
  await expect(row).toContainText(/Active\s*expires in (29|30) d/)
  await expect(row).toContainText(`by ${tenant.email}`)
  await expect(row).toContainText('Never used')
  await row.getByRole('button', { name: '2 scopes' }).click()
  const more = page.getByRole('dialog', { name: 'What warehouse may do' })
  for (const text of ['otp:send', 'otp:read', '127.0.0.0/8', '::1', '203.0.113.0/24', 'Second'])
    await expect(more).toContainText(text)

  expect((await api.post('/otp/send', { to: randomPhone() }, { key })).status).toBe(202)
  expect((await api.post('/otp/verify', { to: randomPhone(), code: '123456' }, { key })).status).toBe(403)
})

test('a rotated key leaves its place to a new one, which is shown once, while both work', async ({
  page,
  tenant,
  api,
  owner,
}) => {
  const old = await makeApiKey({ tenantId: tenant.id, mode: 'test', name: 'worker' })
  await open(page, tenant)
  await page.getByRole('button', { name: 'Rotate worker' }).click()
  const question = page.getByRole('dialog', { name: 'Rotate the test key worker?' })
  await expect(question.getByRole('radio')).toHaveText([
    /^At once/,
    /^In 15 minutes/,
    /^In 1 hour/,
    /^In 24 hours/,
  ])
  await question.getByRole('radio', { name: /^In 15 minutes/ }).click()
  await question.getByRole('button', { name: 'Rotate key' }).click()

  // The list is read again while the key is shown, as it is every few seconds; the key stays where it is.
  const dialog = page.getByRole('dialog', { name: 'Key worker created' })
  await expect(dialog).toBeVisible()
  await page.waitForResponse((response) => response.url().includes('/api-keys?_rsc='), { timeout: 20_000 })
  await expect(dialog.getByText(/^wsa_/)).toBeVisible()
  const key = await store(page, dialog)
  expect(key).toMatch(/^wsa_test_[0-9A-Za-z]{38}$/)

  for (const one of [old.key, key])
    expect((await api.post('/otp/send', { to: randomPhone() }, { key: one })).status).toBe(202)
  const rows = page.getByRole('row').filter({ hasText: 'worker' })
  await expect(rows).toHaveCount(2)
  await expect(rows.filter({ hasText: /Rotating\s*ends in 14 min/ })).toHaveCount(1)
  await expect(rows.getByRole('button', { name: 'Rotate worker' })).toHaveCount(1)
  await owner`update api_keys set expires_at = clock_timestamp() where id = ${old.id}`
  await expect(rows.filter({ hasText: 'Expired' })).toHaveCount(1, { timeout: 20_000 })
  expect((await api.get('/otp/otp_x', { key: old.key })).status).toBe(401)
})

test('a leaked key is rotated at once', async ({ page, tenant, api }) => {
  const old = await makeApiKey({ tenantId: tenant.id, mode: 'test', name: 'leaked' })
  expect((await api.get('/otp/otp_x', { key: old.key })).status).toBe(404)
  await open(page, tenant)
  await page.getByRole('button', { name: 'Rotate leaked' }).click()
  const question = page.getByRole('dialog', { name: 'Rotate the test key leaked?' })
  await question.getByRole('radio', { name: /^At once/ }).click()
  await question.getByRole('button', { name: 'Rotate key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Key leaked created' })
  await expect(dialog).toBeVisible()
  const status = async () => (await api.get('/otp/otp_x', { key: old.key })).status
  await expect.poll(status, { timeout: 1_000, intervals: [50] }).toBe(401)
  const key = await store(page, dialog)
  expect((await api.get('/otp/otp_x', { key })).status).toBe(404)
  await expect(page.getByRole('row').filter({ hasText: 'Revoked' })).toHaveCount(1)
})

test('on a phone a key is a card that says all of it, and can be revoked', async ({
  browser,
  world,
  tenant,
  owner,
}) => {
  const { id } = await makeApiKey({ tenantId: tenant.id, mode: 'live', name: 'on-call' })
  await owner`update api_keys set last_used_at = clock_timestamp() - interval '4 minutes',
    last_used_address = '2001:db8::7', last_used_agent = 'shop/2.1 (node 20)' where id = ${id}`
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: world.app_url })
  const page = await context.newPage()
  await open(page, tenant, 'live')
  const card = page.getByRole('row').filter({ hasText: 'on-call' })
  for (const text of ['Active', 'Full access', '4 min ago', '2001:db8::7', 'shop/2.1 (node 20)'])
    await expect(card.getByText(text, { exact: true })).toBeInViewport()
  await card.getByRole('button', { name: 'Revoke on-call' }).click()
  const warning = page.getByRole('alertdialog')
  await expect(warning).toContainText('Last used 4 min ago from 2001:db8::7.')
  await warning.getByLabel(/^Type on-call/).fill('on-call')
  await warning.getByRole('button', { name: 'Revoke key' }).click()
  await expect(card).toContainText('Revoked')
  await context.close()
})

test('a role that may not see keys is told whom to ask, and nothing is there to press', async ({
  page,
  tenant,
  member,
}) => {
  await signIn(page, await member('support'), `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/api-keys`)
  await expect(page.getByText('It takes the role owner, admin, or developer.')).toBeVisible()
  await expect(page.getByRole('button', { name: /^(Rotate|Revoke|Create)/ })).toHaveCount(0)
})
