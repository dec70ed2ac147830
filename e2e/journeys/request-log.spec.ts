import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { SentOtp } from '../support/shapes'
import { signIn } from '../support/sign-in'

test('a call that failed is found in the log, with what was wrong with it and how to repeat it', async ({
  page,
  tenant,
  api,
}) => {
  const key = tenant.test_key
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/requests`)
  await expect(page.getByRole('heading', { name: 'No test calls yet' })).toBeVisible()
  await expect(page.getByText('$HAWKSEND_API_KEY')).toBeVisible()

  await api.post('/otp/send', { to: randomPhone() }, { key })
  const refused = await api.post('/otp/send', { to: '14155550100', colour: 'red' }, { key })
  const id = String(refused.headers['request-id'])
  const row = page.getByRole('row').filter({ hasText: 'validation_failed' })
  await expect(row).toContainText('422 Refused')

  await page.getByRole('button', { name: /^Status:/ }).click()
  await page.getByRole('menuitem', { name: /^Refused/ }).click()
  await expect(page).toHaveURL(/\?status=4xx$/)
  await expect(page.getByRole('link', { name: /^Open the call/ })).toHaveCount(1)
  await page.getByRole('link', { name: /^Open the call/ }).click()
  await expect(page).toHaveURL(new RegExp(`id=${id}$`))

  const panel = page.getByRole('complementary', { name: 'Details of the call' })
  const why = panel.getByRole('region', { name: 'Why it was refused' })
  await expect(why).toContainText('Did you mean +14155550100?')
  await expect(why).toContainText('colour There is no such field.')
  await expect(panel).toContainText('"colour": "[redacted]"')
  await expect(panel).toContainText('Authorization: Bearer $HAWKSEND_API_KEY')
  await expect(panel).not.toContainText(key.slice(0, 12))

  await page.reload()
  await panel.getByRole('link', { name: 'Open as a page' }).click()
  await expect(page).toHaveURL(new RegExp(`/requests/${id}$`))
  await page.getByRole('link', { name: 'About validation_failed' }).click()
  await expect(page.getByRole('heading', { name: 'validation_failed' })).toBeVisible()
})

test('from an OTP to the call that sent it, and from the call to its OTP', async ({ page, tenant, api }) => {
  const key = tenant.test_key
  const to = randomPhone()
  const headers = { 'idempotency-key': 'order-7', 'user-agent': 'shop/1.0' }
  const { otp_id } = SentOtp.parse((await api.post('/otp/send', { to }, { key, headers })).json)
  await api.post('/otp/send', { to }, { key, headers })
  await api.post('/otp/verify', { to, code: '123456' }, { key })
  const base = `/dashboard/${tenant.slug}/test`
  await signIn(page, tenant, `/sign-in?callbackUrl=${base}/otps?id=${otp_id}`)
  const otp = page.getByRole('complementary', { name: 'OTP details' })
  await otp.getByRole('link', { name: /^req_/ }).click()
  const call = page.getByRole('complementary', { name: 'Details of the call' })
  await expect(call).toContainText('shop/1.0')
  await expect(call).toContainText('order-7')
  await expect(call).toContainText('202 Accepted')
  await expect(page.getByRole('row').filter({ hasText: 'Replay' })).toHaveCount(1)
  await call.getByRole('link', { name: /^otp_/ }).click()
  await expect(page).toHaveURL(`${base}/otps/${otp_id}`)

  await page.goto(`${base}/requests?object=${otp_id}`)
  await expect(page.getByRole('link', { name: /^Open the call/ })).toHaveCount(3)
  await page.getByRole('link', { name: 'POST /api/v1/otp/verify' }).click()
  await expect(call).toContainText('"code": "[redacted]"')
  await expect(call).toContainText('"proof": "[redacted]"')
  expect((await page.content()).replaceAll(/[0-9A-Za-z-]{20,}/g, '')).not.toContain('123456')
})

test('the log is walked and closed with the keyboard', async ({ page, tenant, api }) => {
  for (let count = 0; count < 3; count++) await api.get('/otp/otp_x', { key: tenant.test_key })
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/otps`)
  await expect(async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await expect(page).toHaveURL(`/dashboard/${tenant.slug}/test/requests`, { timeout: 500 })
  }).toPass()
  const links = page.getByRole('link', { name: /^Open the call/ })
  await expect(links).toHaveCount(3)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(links.nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'Details of the call' })
  await expect(panel).toContainText('404 Not found')
  const first = page.url()
  await page.keyboard.press('k')
  await expect(page).not.toHaveURL(first)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await page.keyboard.press('/')
  await expect(page.getByRole('button', { name: 'Status: any' })).toBeFocused()
})

test('older pages, and the way back', async ({ page, tenant, api }) => {
  for (let count = 0; count < 27; count++) await api.get('/otp/otp_x', { key: tenant.live_key })
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/requests`)
  const links = page.getByRole('link', { name: /^Open the call/ })
  await expect(links).toHaveCount(25)
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(links).toHaveCount(2)
  await expect(page.getByText('Calls are kept for 30 days')).toBeVisible()
  await page.getByRole('link', { name: 'Newer' }).click()
  await expect(links).toHaveCount(25)
  await page.goto(`/dashboard/${tenant.slug}/live/requests?status=5xx&id=req_x`)
  await expect(page.getByText('Nothing matches these filters')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'No such call' })).toBeVisible()
})
