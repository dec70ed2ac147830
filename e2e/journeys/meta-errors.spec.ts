import { providerErrors } from '@/lib/core/provider-errors'
import { expect, test } from '../fixtures'
import { SentOtp } from '../support/shapes'
import { signIn } from '../support/sign-in'

test('a failed OTP leads to what the docs say of its error, and the docs to every other', async ({
  page,
  tenant,
  api,
}) => {
  // The number in the failure lab that meets 131042.
  const { otp_id } = SentOtp.parse(
    (await api.post('/otp/send', { to: '+15550100127' }, { key: tenant.test_key })).json,
  )
  await signIn(page, tenant)
  await page.goto(`/dashboard/${tenant.slug}/test/otps`)
  await expect(page.getByRole('row').filter({ hasText: 'has a payment problem' })).toBeVisible()
  await page.goto(`/dashboard/${tenant.slug}/test/otps/${otp_id}`)
  const why = page.getByRole('region', { name: 'Why it failed' })
  await expect(why).toContainText('You must act')
  const docs = page.waitForEvent('popup')
  await why.getByRole('link', { name: 'Meta 131042' }).click()
  const meta = await docs
  await expect(meta.locator('[id="131042"]')).toBeInViewport()
  await expect(meta.locator('[id="131042"]')).toContainText('Check the payment method')

  for (const code of providerErrors.keys()) await expect(meta.locator(`[id="${code}"]`)).toHaveCount(1)
  await meta.getByRole('searchbox').fill('template paused')
  await expect(meta.locator('main li')).toHaveCount(1)
  await expect(meta.getByRole('status')).toContainText('1 of')
  await meta.getByRole('searchbox').fill('no such words')
  await expect(meta.getByRole('status')).toContainText('explained by its HTTP status')
})
