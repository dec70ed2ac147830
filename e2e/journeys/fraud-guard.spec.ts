import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { expectProblem } from '../support/problem'
import { signIn } from '../support/sign-in'

test('a rule is tried on past sends, enforced, and shows what it stopped', async ({ page, tenant, api }) => {
  const key = tenant.test_key
  for (let send = 0; send < 3; send++) await api.post('/otp/send', { to: randomPhone() }, { key })

  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/fraud-guard`)
  await expect(page.getByRole('radio', { name: /^Monitor/ })).toBeChecked()
  await page.getByRole('switch', { name: /^Countries/ }).click()
  const countries = page.getByLabel('Country codes')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('One or more ISO 3166 codes')).toBeVisible()
  await countries.fill('ng, us')

  await page.getByRole('button', { name: /^Try these settings/ }).click()
  const report = page.getByRole('region', { name: 'Back-test' })
  await expect(report).toContainText('Of 3 sends, 3 (100 %) would have been stopped.')
  await expect(report).toContainText('None of them was ever verified.')
  await report.getByText('The first 3 of them').click()
  await expect(report).toContainText('The number is in DE; allowed are NG, US.')
  await expect(report).toContainText(/\+49 15••• ••/)
  expect((await api.post('/otp/send', { to: randomPhone() }, { key })).status).toBe(202)

  await page.getByRole('radio', { name: /^Enforce/ }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  const to = randomPhone()
  expectProblem(await api.post('/otp/send', { to }, { key }), 403, 'otp_guard_blocked')

  await page.reload()
  await expect(page.getByRole('radio', { name: /^Enforce/ })).toBeChecked()
  await expect(countries).toHaveValue('NG, US')
  const stopped = page.getByRole('table', { name: /that the fraud guard stopped/ })
  await expect(stopped.getByRole('row').filter({ hasText: 'The number is in DE' })).toHaveCount(1)
  await expect(page.getByText(to)).toHaveCount(0)

  await page.goto(`/dashboard/${tenant.slug}/test/otps`)
  await page.getByRole('button', { name: 'Send a test OTP' }).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Phone number').fill(randomPhone())
  await drawer.getByRole('button', { name: 'Send test OTP' }).click()
  await expect(drawer.getByText('The number is in DE; allowed are NG, US.')).toBeVisible()
})

test('what would have been stopped leads to the OTP, which says why', async ({ page, tenant, api }) => {
  const key = tenant.live_key
  const block = randomPhone().slice(0, -4)
  for (let last = 1_001; last <= 1_005; last++)
    await api.post('/otp/send', { to: `${block}${last}` }, { key })
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/fraud-guard`)
  await expect(page.getByRole('heading', { name: 'Fraud guard' })).toBeVisible()
  const watched = page.getByRole('table', { name: /would have been stopped/ })
  await expect(async () => {
    await page.reload()
    await expect(watched).toContainText('one of 5 consecutive numbers')
  }).toPass({ timeout: 10_000 })
  await watched.getByRole('link', { name: 'Open the OTP' }).first().click()
  const verdict = page.getByRole('region', { name: 'What the fraud guard says' })
  await expect(verdict).toContainText('would have stopped this')
  await expect(verdict).toContainText('one of 5 consecutive numbers')
})

test('a role that may not see the settings is told whom to ask', async ({ page, tenant, member }) => {
  const support = await member('support')
  await signIn(page, support, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/fraud-guard`)
  await expect(page.getByText('It takes the role owner, admin, or developer.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
})
