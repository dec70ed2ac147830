import { expect, test } from '../fixtures'
import { signIn } from '../support/sign-in'

test('test mode says so, and its numbers play their parts', async ({ page, tenant }) => {
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/otps`)
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/test/otps`)
  await expect(page.getByRole('region', { name: 'Test mode' })).toContainText('nothing reaches a real phone')

  await page.getByRole('button', { name: 'Send a test OTP' }).first().click()
  const drawer = page.getByRole('dialog', { name: 'Send a test OTP' })
  await drawer.getByRole('radio', { name: /undeliverable/i }).click()
  await expect(drawer.getByLabel('Phone number')).toHaveValue('+15550100002')
  await drawer.getByRole('button', { name: 'Send test OTP' }).click()

  const panel = page.getByRole('complementary', { name: 'OTP details' })
  const why = panel.getByRole('region', { name: 'Why it failed' })
  await expect(why).toContainText('The recipient must act', { timeout: 10_000 })
  await expect(why).toContainText('131026')
  await expect(panel.getByRole('list', { name: 'Flight path' }).getByRole('listitem').last()).toContainText(
    'Failed',
  )
  await expect(page.getByRole('row').filter({ hasText: 'Failed' })).toHaveCount(1)
})

test('the number that is rate limited is refused in words', async ({ page, tenant }) => {
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/otps`)
  await page.getByRole('button', { name: 'Send a test OTP' }).first().click()
  const drawer = page.getByRole('dialog', { name: 'Send a test OTP' })
  await drawer.getByRole('radio', { name: /rate limited/i }).click()
  await drawer.getByRole('button', { name: 'Send test OTP' }).click()
  await expect(drawer.getByRole('alert')).toContainText('Too many one-time passwords for this phone')
})

test('live and test keep separate lists, and the address says which one it is', async ({
  page,
  tenant,
  api,
}) => {
  await api.post('/otp/send', { to: '+15550100001' }, { key: tenant.test_key })
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/otps`)
  await expect(page.getByRole('heading', { name: 'No OTPs yet' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Test mode' })).toHaveCount(0)

  await page.getByRole('navigation', { name: 'Mode' }).getByRole('link', { name: 'Test' }).click()
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/test/otps`)
  const row = page.getByRole('link', { name: /^Open the OTP to/ })
  await expect(row).toHaveCount(1)
  await row.click()
  await expect(page).toHaveURL(/\/test\/otps\?id=otp_/)

  await page.goto(page.url().replace('/test/', '/live/'))
  await expect(page.getByRole('heading', { name: 'No such OTP' })).toBeVisible()
})

test('a role that only looks is told so, and cannot send', async ({ page, tenant, member }) => {
  await signIn(page, await member('support'), `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/otps`)
  await expect(page.getByText('Sending needs the role of developer, admin or owner.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send an OTP' })).toHaveCount(0)
  await page.goto(`/dashboard/${tenant.slug}/live/api-keys`)
  await expect(page.getByText('It takes the role owner, admin, or developer.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Create key|^Revoke/ })).toHaveCount(0)
})
