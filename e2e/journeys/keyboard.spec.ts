import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { signIn } from '../support/sign-in'

test('the list of OTPs can be walked with the keyboard alone', async ({ page, tenant, api }) => {
  for (let sent = 0; sent < 3; sent++)
    await api.post('/otp/send', { to: randomPhone() }, { key: tenant.test_key })
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/otps`)
  const links = page.getByRole('link', { name: /^Open the OTP to/ })
  await expect(links).toHaveCount(3)
  const panel = page.getByRole('complementary', { name: 'OTP details' })

  await expect(async () => {
    await page.keyboard.press('j')
    await expect(links.nth(0)).toBeFocused({ timeout: 200 })
  }).toPass()
  await page.keyboard.press('j')
  await expect(links.nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(links.nth(0)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel).toBeVisible()
  const first = new URL(page.url()).searchParams.get('id')

  await page.keyboard.press('j')
  await expect(page).not.toHaveURL(new RegExp(`id=${first}$`))
  await expect(panel.getByRole('list', { name: 'Flight path' })).toBeVisible()
  await page.keyboard.press('k')
  await expect(page).toHaveURL(new RegExp(`id=${first}$`))
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/test/otps`)

  await page.keyboard.press('g')
  await page.keyboard.press('k')
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/test/api-keys`)
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/test`)
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible()
})

test('letters that are typed into a field are text, and Escape closes what is open', async ({
  page,
  tenant,
  api,
}) => {
  await api.post('/otp/send', { to: randomPhone() }, { key: tenant.test_key })
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/otps`)
  const drawer = page.getByRole('dialog', { name: 'Send a test OTP' })
  await expect(async () => {
    await page.keyboard.press('c')
    await expect(drawer).toBeVisible({ timeout: 200 })
  }).toPass()
  const purpose = drawer.getByLabel('Purpose')
  await purpose.click()
  await page.keyboard.type('jkgkc?/.')
  await expect(purpose).toHaveValue('jkgkc?/.')
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/test/otps`)
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await page.keyboard.press('/')
  await expect(page.getByRole('textbox', { name: /^Phone number/ })).toBeFocused()
})

test('a person who signs in by keyboard never needs the mouse', async ({ page, tenant }) => {
  await page.goto('/sign-in')
  await expect(page.getByLabel('Email')).toBeFocused()
  await page.keyboard.type(tenant.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(tenant.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/live`)
  await page.reload()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})
