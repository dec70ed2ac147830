import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { signInByForm } from '../support/sign-in'

test('from signing in to a verified code: sent from the dashboard, read on the phone, checked by the API', async ({
  page,
  context,
  world,
  tenant,
  api,
}) => {
  await signInByForm(page, tenant)
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/live`)
  await page.goto(`/dashboard/${tenant.slug}/live/otps`)

  const to = randomPhone()
  await page.getByRole('button', { name: 'Send an OTP' }).first().click()
  const drawer = page.getByRole('dialog', { name: 'Send an OTP' })
  await drawer.getByLabel('Phone number').fill(to)
  await drawer.getByRole('button', { name: 'Send OTP' }).click()
  await expect(page).toHaveURL(/\?id=otp_\w+$/)
  const id = new URL(page.url()).searchParams.get('id')
  const panel = page.getByRole('complementary', { name: 'OTP details' })
  const path = panel.getByRole('list', { name: 'Flight path' })
  await expect(path.getByRole('listitem').first()).toContainText('Accepted')

  const phone = await context.newPage()
  await phone.goto(`${world.sandbox_url}/?to=${encodeURIComponent(to)}`)
  const conversation = phone.getByRole('region', { name: 'Conversation' })
  await expect(conversation.getByRole('button', { name: 'Copy code' })).toBeVisible()
  const code = await conversation
    .getByRole('paragraph')
    .filter({ hasText: /^\d{6}$/ })
    .textContent()
  await expect(conversation).toContainText('Read')
  await phone.close()
  await expect(path.getByRole('listitem').filter({ hasText: 'Read' })).toBeVisible()

  const check = await api.post('/otp/verify', { to, code }, { key: tenant.live_key })
  expect(check.json).toMatchObject({ verified: true, otp_id: id })

  await expect(panel.getByRole('heading', { name: /^Verified in / })).toBeVisible({ timeout: 10_000 })
  await expect(path.getByRole('listitem').last()).toContainText('Verified')
  await expect(path.getByRole('listitem')).toHaveText([
    /Accepted/,
    /Sent to Meta/,
    /Delivered/,
    /Read/,
    /Verified/,
  ])
  await expect(page.getByRole('row').filter({ hasText: 'Verified' })).toHaveCount(1)
  expect(await page.content()).not.toContain(code)
})

test('a number that is not E.164 is refused at its field, and the right one is one press away', async ({
  page,
  tenant,
}) => {
  await signInByForm(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/otps`)
  await page.getByRole('button', { name: 'Send an OTP' }).first().click()
  const drawer = page.getByRole('dialog', { name: 'Send an OTP' })
  const field = drawer.getByLabel('Phone number')
  await field.fill('49 151 2345 6789')
  await drawer.getByRole('button', { name: 'Send OTP' }).click()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await drawer.getByRole('button', { name: 'Use +4915123456789' }).click()
  await expect(field).toHaveValue('+4915123456789')
  await expect(field).not.toHaveAttribute('aria-invalid')
})

test('the sixth OTP to a phone is refused in words, with the request to ask about', async ({
  page,
  tenant,
  api,
}) => {
  const to = randomPhone()
  for (let sent = 0; sent < 5; sent++) await api.post('/otp/send', { to }, { key: tenant.live_key })
  await signInByForm(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/otps`)
  await page.getByRole('button', { name: 'Send an OTP' }).click()
  const drawer = page.getByRole('dialog', { name: 'Send an OTP' })
  await drawer.getByLabel('Phone number').fill(to)
  await drawer.getByRole('button', { name: 'Send OTP' }).click()
  const problem = drawer.getByRole('alert')
  await expect(problem).toContainText('Too many one-time passwords for this phone')
  await expect(problem).toContainText(/req_\w+…\w+/)
})
