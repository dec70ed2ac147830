import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { SentOtp } from '../support/shapes'
import { signIn } from '../support/sign-in'

test('a code is sent again from its panel, and canceled only after a question', async ({
  page,
  tenant,
  api,
  sandbox,
}) => {
  const to = randomPhone()
  const sent = SentOtp.parse((await api.post('/otp/send', { to }, { key: tenant.live_key })).json)
  await sandbox.code(to)
  await signIn(page, tenant)
  await page.goto(`/dashboard/${tenant.slug}/live/otps?id=${sent.otp_id}`)
  const panel = page.getByRole('complementary', { name: 'OTP details' })
  const path = panel.getByRole('list', { name: 'Flight path' })

  await panel.getByRole('button', { name: 'Resend' }).click()
  await expect(path.getByRole('listitem').filter({ hasText: 'Sent again' })).toHaveCount(1)
  await sandbox.code(to, { messages: 2 })

  await panel.getByRole('button', { name: 'Cancel' }).click()
  const question = page.getByRole('alertdialog', { name: 'Cancel this one-time password?' })
  await question.getByRole('button', { name: 'Keep it' }).click()
  await expect(question).toHaveCount(0)
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await question.getByRole('button', { name: 'Cancel the code' }).click()
  await expect(panel.getByRole('heading', { name: 'Canceled' })).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Resend' })).toHaveCount(0)
  await expect(panel.getByRole('button', { name: 'Copy as curl' })).toBeVisible()
})

test('a test OTP is made to expire, and a refusal is said in words', async ({ page, tenant, api }) => {
  const key = tenant.test_key
  const send = async () => SentOtp.parse((await api.post('/otp/send', { to: '+15550100001' }, { key })).json)
  const first = await send()
  await signIn(page, tenant)
  await page.goto(`/dashboard/${tenant.slug}/test/otps/${first.otp_id}`)
  await page.getByRole('switch', { name: 'Live updates' }).click()
  await page.getByRole('button', { name: 'Expire now' }).click()
  await expect(page.getByRole('heading', { name: 'Expired unused' })).toBeVisible()

  const second = await send()
  await page.goto(`/dashboard/${tenant.slug}/test/otps/${second.otp_id}`)
  await page.getByRole('switch', { name: 'Live updates' }).click()
  await api.post(`/otp/${second.otp_id}/cancel`, {}, { key })
  await page.getByRole('button', { name: 'Resend' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'It was canceled already.' })).toBeVisible()
})

test('a superseded OTP leads to the one that took its place, and wrong codes are told', async ({
  page,
  tenant,
  api,
}) => {
  const key = tenant.test_key
  const to = randomPhone()
  const send = async () => SentOtp.parse((await api.post('/otp/send', { to }, { key })).json)
  const first = await send()
  await api.post('/otp/verify', { to, code: '000000' }, { key })
  const second = await send()
  await signIn(page, tenant)
  await page.goto(`/dashboard/${tenant.slug}/test/otps?id=${first.otp_id}`)
  const panel = page.getByRole('complementary', { name: 'OTP details' })
  await expect(panel.getByRole('list', { name: 'Flight path' })).toContainText('Wrong code')
  await panel.getByRole('link', { name: new RegExp(`${second.otp_id.slice(-4)}$`) }).click()
  await expect(page).toHaveURL(new RegExp(`id=${second.otp_id}$`))
})

test('a role that only looks sees no actions but the copying', async ({ page, tenant, member, api }) => {
  const key = tenant.live_key
  const { otp_id } = SentOtp.parse((await api.post('/otp/send', { to: randomPhone() }, { key })).json)
  await signIn(page, await member('support'))
  await page.goto(`/dashboard/${tenant.slug}/live/otps/${otp_id}`)
  await expect(page.getByRole('button', { name: 'Copy as curl' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Resend|^Cancel|Expire/ })).toHaveCount(0)
})

test('an error of Meta is chosen by its name, and plays its part', async ({ page, tenant }) => {
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/otps`)
  await page.getByRole('button', { name: 'Send a test OTP' }).first().click()
  const drawer = page.getByRole('dialog', { name: 'Send a test OTP' })
  await drawer
    .getByLabel('Errors and disorder')
    .selectOption({ label: '132015 · Meta has paused the template for its quality' })
  await drawer.getByRole('button', { name: 'Send test OTP' }).click()
  const why = page.getByRole('region', { name: 'Why it failed' })
  await expect(why).toContainText('You must act', { timeout: 10_000 })
  await expect(why).toContainText('132015')
})
