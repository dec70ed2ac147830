import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { OtpDetail } from '../support/shapes'
import { signIn } from '../support/sign-in'

test('from the dashboard’s QR code to a proven number: the person follows the link and writes', async ({
  page,
  context,
  world,
  tenant,
  api,
}) => {
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/otps`)
  await page.getByRole('button', { name: 'Prove by message' }).click()
  const drawer = page.getByRole('dialog', { name: 'Prove a number by message' })
  await drawer.getByLabel('Purpose').fill('sign-up')
  await drawer.getByRole('button', { name: 'Make the QR code' }).click()
  await expect(drawer.getByRole('img', { name: /QR code/ })).toHaveJSProperty('complete', true)
  await expect(drawer.getByRole('status').filter({ hasText: 'Waiting for the message' })).toBeVisible()
  const link = await drawer.getByRole('code').filter({ hasText: 'https://wa.me/' }).textContent()
  const text = await drawer
    .getByRole('code')
    .filter({ hasText: /^Verify HAWK-/ })
    .textContent()
  await expect(page).toHaveURL(/\?id=otp_\w+$/)
  const id = new URL(page.url()).searchParams.get('id')

  const phone = await context.newPage()
  const from = randomPhone()
  await phone.goto(world.sandbox_url)
  await phone.getByRole('button', { name: 'Write a message' }).click()
  const letter = phone.getByRole('region', { name: 'Write to a business' })
  await letter.getByLabel('To', { exact: true }).fill(link ?? '')
  await expect(letter.getByLabel('To', { exact: true })).toHaveValue(tenant.sender_phone)
  await expect(letter.getByLabel('Message')).toHaveValue(text ?? '')
  await letter.getByLabel('From').fill(from)
  await letter.getByRole('button', { name: 'Send message' }).click()
  await expect(phone.getByRole('region', { name: 'Conversation' }).first()).toContainText(text ?? '')
  await phone.close()

  await expect(drawer.getByRole('status').filter({ hasText: 'Verified' })).toBeVisible({ timeout: 15_000 })
  await expect(drawer.getByRole('img', { name: /QR code/ })).toHaveCount(0)
  await drawer.getByRole('button', { name: 'See how it went' }).click()
  const panel = page.getByRole('complementary', { name: 'OTP details' })
  await expect(panel.getByRole('heading', { name: /^Verified in / })).toBeVisible()
  await expect(panel.getByRole('list', { name: 'Flight path' }).getByRole('listitem')).toHaveText([
    /Accepted/,
    /Message received/,
    /Verified/,
  ])
  const content = await page.content()
  for (const secret of [text ?? '', from]) expect(content).not.toContain(secret)
  const reply = await api.get(`/otp/${id}`, { key: tenant.live_key })
  expect(OtpDetail.parse(reply.json)).toMatchObject({ status: 'verified', to: from })
})

test('in test mode the message is simulated, and a hidden number proves nothing', async ({
  page,
  tenant,
}) => {
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/otps`)
  const drawer = page.getByRole('dialog', { name: 'Prove a number by message' })
  const begin = async () => {
    await page.getByRole('button', { name: 'Prove by message' }).click()
    await drawer.getByRole('button', { name: 'Make the QR code' }).click()
  }
  await begin()
  await drawer.getByRole('button', { name: 'Simulate the message' }).click()
  await expect(drawer.getByRole('status').filter({ hasText: 'Verified' })).toContainText('+1 555')
  await drawer.getByRole('button', { name: 'See how it went' }).click()
  await page.goto(`/dashboard/${tenant.slug}/test/otps`)
  await begin()
  await drawer.getByRole('button', { name: 'Simulate a hidden number' }).click()
  await expect(drawer.getByRole('status').filter({ hasText: 'Failed' })).toContainText('behind a username')
  await drawer.getByRole('button', { name: 'See how it went' }).click()
  const why = page.getByRole('region', { name: 'Why it failed' })
  await expect(why).toContainText('phone_unavailable')
  await expect(page.getByRole('row').filter({ hasText: 'Failed' })).toHaveCount(1)
})

test('a number that is not E.164 is refused at its field', async ({ page, tenant }) => {
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/otps`)
  await page.getByRole('button', { name: 'Prove by message' }).click()
  const drawer = page.getByRole('dialog', { name: 'Prove a number by message' })
  await drawer.getByLabel('Phone number').fill('49 151')
  await drawer.getByRole('button', { name: 'Make the QR code' }).click()
  await expect(drawer.getByLabel('Phone number')).toHaveAttribute('aria-invalid', 'true')
})

test('on the phone, what cannot be sent is said where it is written', async ({ page, world }) => {
  await page.goto(world.sandbox_url)
  await page.getByRole('button', { name: 'Write a message' }).click()
  const letter = page.getByRole('region', { name: 'Write to a business' })
  await letter.getByLabel('To', { exact: true }).fill('+19999999999')
  await letter.getByLabel('Message').fill('Hello')
  await letter.getByRole('button', { name: 'Send message' }).click()
  await expect(letter.getByRole('alert')).toContainText('no sender has +19999999999')
  await letter.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('heading', { name: 'Messages' })).toBeVisible()
})
