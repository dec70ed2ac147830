import { readFileSync } from 'node:fs'
import { makeContact } from '@/db/factories'
import { expect, test } from '../fixtures'
import { signIn } from '../support/sign-in'

test('somebody is added, found, edited, opted out, and deleted', async ({ page, tenant }) => {
  const base = `/dashboard/${tenant.slug}/test/contacts`
  await signIn(page, tenant, `/sign-in?callbackUrl=${base}`)
  await expect(page.getByRole('heading', { name: 'No test contacts yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Create contact' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Phone number').fill('14155550100')
  await dialog.getByLabel('Attributes').fill('city = Lisbon\n1x = 2')
  await dialog.getByRole('button', { name: 'Create contact' }).click()
  await expect(dialog.getByText('Must be E.164')).toBeVisible()
  await expect(dialog.getByText('1x: ')).toBeVisible()
  await dialog.getByLabel('Phone number').fill('+14155550100')
  await dialog.getByLabel('Name').fill('Ana Keller')
  await dialog.getByLabel('Tags').fill('VIP, new')
  await dialog.getByLabel('Attributes').fill('city = Lisbon\norders = 12')
  await dialog.getByRole('button', { name: 'Create contact' }).click()

  const panel = page.getByRole('complementary', { name: 'Contact details' })
  await expect(panel.getByRole('heading', { name: 'Ana Keller' })).toBeVisible()
  await expect(panel).toContainText('+14155550100')
  await expect(panel).toContainText('Lisbon')
  await expect(panel.getByRole('link', { name: 'Conversation' })).toHaveAttribute(
    'href',
    /\/test\/messages\/people\/con_/,
  )
  await panel.getByRole('button', { name: 'Edit' }).click()
  await dialog.getByLabel('Name').fill('Ana Maria Keller')
  await dialog.getByLabel('Attributes').fill('orders = 13')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(panel.getByRole('heading', { name: 'Ana Maria Keller' })).toBeVisible()
  await expect(panel).not.toContainText('Lisbon')

  await panel.getByRole('button', { name: 'Opt out' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Opt out' }).click()
  await expect(panel.getByText('Opted out', { exact: true })).toBeVisible()
  await expect(panel).toContainText('Somebody said so here')

  await page.getByRole('link', { name: 'Close the panel' }).click()
  await page.getByLabel('Name, email or phone number').fill('kell')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Open the contact Ana Maria Keller' })).toBeVisible()
  await page.getByRole('button', { name: /^Messages:/ }).click()
  await page.getByRole('menuitem', { name: 'Reachable', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Nothing matches these filters' })).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^contacts-\d{4}-\d\d-\d\d\.csv$/)
  expect(readFileSync(await file.path(), 'utf8')).toContain('Ana Maria Keller')

  await page.getByRole('link', { name: 'Open the contact Ana Maria Keller' }).click()
  await panel.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete contact' }).click()
  await expect(page.getByRole('heading', { name: 'No test contacts yet' })).toBeVisible()
  await page.getByRole('link', { name: 'Opt-outs' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Somebody said so here' })
  await expect(row).toBeVisible()
  await row.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove opt-out' }).click()
  await expect(page.getByRole('heading', { name: 'Nobody has opted out' })).toBeVisible()
  await page.getByRole('button', { name: 'Add opt-out' }).click()
  await dialog.getByLabel('Phone number').fill('+4915112345678')
  await dialog.getByLabel('Note').fill('asked at the desk')
  await dialog.getByRole('button', { name: 'Add opt-out' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'asked at the desk' })).toBeVisible()
})

test('a file is looked at, put right, imported, and its refused rows taken home', async ({
  page,
  tenant,
}) => {
  const base = `/dashboard/${tenant.slug}/test/contacts/import`
  await signIn(page, tenant, `/sign-in?callbackUrl=${base}`)
  const csv = 'Tel;Wer;Ort\n0151 12345678;Ana;Köln\n0151 12345679;Ben;Bonn\nspäter;Cleo;\n'
  const choose = (name: string, buffer: Buffer) =>
    page.getByLabel('CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await choose('latin1.csv', Buffer.from(csv, 'latin1'))
  await expect(page.getByText('The file is not in UTF-8.')).toBeVisible()
  await choose('people.csv', Buffer.from(`\ufeff${csv}`))
  await expect(page.getByRole('heading', { name: 'people.csv' })).toBeVisible()
  await expect(page.getByText('2 numbers do not say their country')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import 0 rows' })).toBeDisabled()
  await page.getByLabel('Country of numbers without one').selectOption('DE')
  await page.getByLabel('What Wer is').first().selectOption('name')
  await expect(page.getByText('2 of 3 rows can go in; 1 would be refused.')).toBeVisible()
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await expect(page.getByText('3 of 3 rows')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Why rows were refused')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'Is no phone number.' })).toContainText('Tel')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Refused rows as CSV' }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('später,Cleo')
  await page.getByRole('link', { name: 'See the contacts' }).click()
  await expect(page.getByRole('link', { name: /^Open the contact/ })).toHaveCount(2)
})

test('support sees masked numbers and changes nothing; billing is told who opens the page', async ({
  page,
  tenant,
  member,
  browser,
  world,
}) => {
  const contact = { phone: '+14155550199', canonicalPhone: '+14155550199', name: 'Ana' }
  await makeContact({ tenantId: tenant.id, mode: 'test', ...contact })
  const base = `/dashboard/${tenant.slug}/test/contacts`
  await signIn(page, await member('support'), `/sign-in?callbackUrl=${base}`)
  await page.getByRole('link', { name: 'Open the contact Ana' }).click()
  await expect(page.getByRole('complementary')).toContainText('••199')
  await expect(page.getByText('+14155550199')).toHaveCount(0)
  for (const name of ['Create contact', 'Edit', 'Delete', 'Merge'])
    await expect(page.getByRole('button', { name })).toHaveCount(0)
  const other = await (await browser.newContext({ baseURL: world.app_url })).newPage()
  await signIn(other, await member('billing'), `/sign-in?callbackUrl=${base}`)
  await expect(other.getByText(/It takes the role/)).toBeVisible()
})
