import { expect, test } from '../fixtures'
import { signIn } from '../support/sign-in'

test('an OTP template is made in two languages, seen before it is handed in, and approved', async ({
  page,
  tenant,
}) => {
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/templates`)
  await expect(page.getByRole('heading', { name: 'Templates' })).toBeVisible()
  await page.getByRole('link', { name: 'Create OTP template' }).click()
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview).toContainText('is your verification code. For your security, do not share this code.')
  await page.getByRole('switch', { name: 'Warn not to share the code' }).click()
  await expect(preview).not.toContainText('do not share this code')
  await page.getByLabel('Minutes until it expires').fill('10')
  await expect(preview).toContainText('This code expires in 10 minutes.')
  await page.getByLabel('Languages', { exact: true }).selectOption('es')
  await preview.getByLabel('Language of the preview').selectOption('es')
  await expect(preview).toContainText('Copiar código')
  await page.getByRole('radio', { name: /^One-tap/ }).click()
  await expect(preview).toContainText('On iPhones and everywhere else')
  await expect(preview.getByRole('figure', { name: 'With copy code' })).toBeVisible()
  await page.getByRole('radio', { name: /^Copy code/ }).click()
  await expect(page.getByLabel('Name')).toHaveValue('otp_copy_code_2')
  await page.getByRole('button', { name: 'Create in 2 languages' }).click()

  await expect(page.getByRole('heading', { name: 'otp_copy_code_2' })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Approved' })).toBeVisible({ timeout: 15_000 })
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Approved')
  await page
    .getByRole('navigation', { name: 'Languages' })
    .getByRole('link', { name: /^Spanish/ })
    .click()
  await expect(page.getByRole('figure', { name: 'What people read' })).toContainText('es tu código')
})

test('a general template is checked while it is written; rejected, it says why and is handed in again', async ({
  page,
  tenant,
}) => {
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/templates/new`)
  const checks = page.getByRole('region', { name: 'Checks' })
  await page.getByLabel('Name').fill('Order Reject')
  await page.getByLabel('Body').fill('{{1}}, your order is on its way.')
  await expect(checks).toContainText('A variable stands at the start.')
  await expect(page.getByText('Use order_reject.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Hand in for review' }).click()
  await expect(checks).toContainText('nothing was handed in')
  await page.getByLabel('Name').fill('order_reject')
  await page.getByLabel('Body').fill('Hello {{1}}, your order is on its way.')
  await page.getByLabel('Sample of {{1}}').fill('Ana')
  await expect(page.getByRole('figure', { name: 'Preview' })).toContainText('Hello Ana, your order')
  await page.getByRole('button', { name: 'Add a link' }).click()
  await page.getByLabel('Label').fill('Track')
  await page.getByLabel('Address').fill('https://shop.example/orders')
  await expect(checks).toContainText('Every rule that we know of holds.')
  await page.getByRole('button', { name: 'Hand in for review' }).click()

  const why = page.getByRole('region', { name: 'Why it was rejected' })
  await expect(why).toContainText('The variables or the layout are not as Meta wants them.', {
    timeout: 15_000,
  })
  await page.getByRole('link', { name: 'Edit and resubmit' }).click()
  await expect(page.getByLabel('Body')).toHaveValue('Hello {{1}}, your order is on its way.')
  await page.getByLabel('Body').fill('Hello {{1}}, your parcel is on its way.')
  await page.getByRole('button', { name: 'Hand in again' }).click()
  await expect(page.getByRole('figure', { name: 'What people read' })).toContainText('your parcel')
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Handed in')
})

test('one that Meta pauses is seen after a sync, and deleting says what breaks', async ({
  page,
  tenant,
  sandbox,
  owner,
}) => {
  const [sender] = await owner`select waba_id from senders where tenant_id = ${tenant.id} and mode = 'live'`
  const act = { act: 'pause', waba_id: sender?.waba_id, name: 'otp_copy_code', language: 'fr' }
  const answer = await fetch(`${sandbox.url}/_sandbox/templates`, {
    method: 'POST',
    body: JSON.stringify(act),
  })
  expect(answer.ok).toBe(true)
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/templates`)
  await page.getByRole('button', { name: 'Sync now' }).click()
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible({ timeout: 20_000 })
  const row = page.getByRole('row').filter({ hasText: 'otp_copy_code' })
  await expect(row).toContainText('Paused', { timeout: 20_000 })
  await expect(row).toContainText('Approved')
  await row.getByRole('link').click()
  await expect(page.getByRole('region', { name: 'What to do' })).toContainText('Meta pauses it')
  const german = page.getByRole('navigation', { name: 'Languages' }).getByRole('link', { name: /^German/ })
  await german.click()
  await expect(german).toHaveAttribute('aria-current', 'page')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('No code can be sent in German any more')
  await dialog.getByRole('button', { name: 'Delete this language' }).click()
  await expect(page.getByRole('heading', { name: 'Templates' })).toBeVisible()
  await expect(row.getByText('fr', { exact: true })).toBeVisible()
  await expect(row.getByText('de', { exact: true })).toHaveCount(0)
})

test('filters that meet nothing say so, and a role that may only read finds nothing to press', async ({
  page,
  tenant,
  member,
}) => {
  const support = await member('support')
  await signIn(page, support, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/templates?status=rejected`)
  await expect(page.getByRole('heading', { name: 'Nothing matches these filters' })).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'otp_copy_code' })).toBeVisible()
  await expect(page.getByRole('link', { name: /Create|Write/ })).toHaveCount(0)
  await page.goto(`/dashboard/${tenant.slug}/test/templates/tpl_x`)
  await expect(page.getByRole('heading', { name: 'No such template' })).toBeVisible()
  await page.goto(`/dashboard/${tenant.slug}/test/templates/otp`)
  await expect(page.getByText('It takes the role owner, admin, or developer.')).toBeVisible()
})
