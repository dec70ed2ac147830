import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { newcomer } from '../support/newcomer'
import { signIn } from '../support/sign-in'

const flightUrl = /\/dashboard\/kestrel-[0-9a-f-]+\/test\/first-flight$/
const keyShape = /wsa_test_[0-9A-Za-z]{38}/

async function countClicks(page: Page): Promise<() => number> {
  let clicks = 0
  await page.exposeFunction('countClick', () => clicks++)
  await page.addInitScript(() =>
    document.addEventListener(
      'click',
      ({ detail }) => detail > 0 && Reflect.get(window, 'countClick')(),
      true,
    ),
  )
  return () => clicks
}

test('three clicks from no workspace to a verified code, and the key is nowhere once it is stored', async ({
  page,
  pool: _,
}) => {
  const person = await newcomer()
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Create your workspace' })).toBeVisible()

  const bodies: Promise<string>[] = []
  const urls: string[] = []
  page.on('request', (request) => urls.push(request.url()))
  const clicks = await countClicks(page)
  await page.reload()
  const begun = performance.now()
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await expect(page).toHaveURL(flightUrl)

  await page.getByRole('button', { name: 'Make my test key' }).click()
  const shown = page.getByRole('region', { name: 'Your new key' })
  const key = keyShape.exec((await shown.textContent()) ?? '')?.[0] ?? ''
  expect(key).toMatch(keyShape)
  await expect(page.getByRole('tabpanel')).toContainText(`Bearer ${key}`)
  page.on('response', (response) => bodies.push(response.text().catch(() => '')))

  await page.getByRole('button', { name: 'Run' }).click()
  const path = page.getByRole('list', { name: 'Flight path' })
  await expect(path.getByRole('listitem').filter({ hasText: 'Delivered' })).toContainText('+')
  await page.getByLabel('Code from the message').pressSequentially('123456')
  await expect(page.getByRole('heading', { name: /Verified in \d/ }).last()).toBeVisible()
  expect(clicks()).toBeLessThanOrEqual(3)
  expect(performance.now() - begun).toBeLessThan(45_000)

  await page.getByRole('button', { name: 'I stored it' }).click()
  await expect(shown).toBeHidden()
  const left = () =>
    page.evaluate(() => [
      document.documentElement.outerHTML,
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]),
      location.href,
    ])
  const secret = key.slice(12, -4)
  expect((await left()).join('\n')).not.toContain(secret)
  await expect(page.getByRole('tabpanel')).toContainText('$HAWKSEND_API_KEY')

  await page.getByRole('link', { name: 'Go to Home' }).last().click()
  await expect(page.getByRole('heading', { name: 'From request to verified' })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(flightUrl)
  expect((await left()).join('\n')).not.toContain(secret)
  await page.reload()
  await expect(page.getByText('was shown once')).toBeVisible()
  expect((await left()).join('\n')).not.toContain(secret)
  expect(urls.filter((url) => url.includes(secret))).toEqual([])
  expect((await Promise.all(bodies)).filter((body) => body.includes(secret))).toEqual([])
})

test('the way back through the browser’s own memory shows no key either', async ({ page, tenant, owner }) => {
  await owner`delete from api_keys where tenant_id = ${tenant.id}`
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/first-flight`)
  await page.getByRole('button', { name: 'Make my test key' }).click()
  await expect(page.getByRole('region', { name: 'Your new key' })).toContainText(keyShape)
  page.on('dialog', (dialog) => dialog.accept())
  await page.goto('/docs')
  await page.goBack()
  await expect(page.getByText('was shown once')).toBeVisible()
  expect(keyShape.test(await page.content())).toBe(false)
})

test('the whole flight by keyboard alone, on a phone’s width', async ({ page, pool: _ }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const person = await newcomer()
  await page.goto('/sign-in')
  await page.keyboard.type(person.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(person.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Create workspace' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(flightUrl)

  const tabTo = async (name: string) => {
    const button = page.getByRole('button', { name, exact: true })
    await expect(button).toBeVisible()
    for (let step = 0; step < 40 && !(await button.evaluate((it) => it === document.activeElement)); step++)
      await page.keyboard.press('Tab')
    await expect(button).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await tabTo('Make my test key')
  await expect(page.getByRole('region', { name: 'Your new key' })).toBeFocused()
  await tabTo('I stored it')
  await expect(page.getByRole('button', { name: 'Run' })).toBeFocused()
  await page.keyboard.press('Enter')
  const code = page.getByLabel('Code from the message')
  await expect(code).toBeFocused()
  await page.keyboard.type('999999')
  await expect(page.getByText('That is not the code. 2 attempts left.')).toBeVisible()
  await expect(code).toBeFocused()
  await page.keyboard.type('123456')
  await expect(page.getByRole('heading', { name: 'What is next' })).toBeFocused()
  await expect(page.getByRole('heading', { name: /Verified in \d/ })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Get ready to send' })).toBeVisible()
})

test('another device resumes where the first one stands, and sees it move', async ({
  page,
  browser,
  world,
  tenant,
  api,
}) => {
  const place = `/dashboard/${tenant.slug}/test/first-flight`
  await signIn(page, tenant, `/sign-in?callbackUrl=${place}`)
  await expect(page.getByText('Not sent yet')).toBeVisible()
  await expect(page.getByText('Once the message is delivered')).toBeVisible()
  const sent = await api.post('/otp/send', { to: '+15550100001' }, { key: tenant.test_key })
  await expect(page.getByLabel('Code from the message')).toBeVisible({ timeout: 10_000 })

  const other = await browser.newContext({ baseURL: world.app_url })
  const second = await other.newPage()
  await signIn(second, tenant, `/sign-in?callbackUrl=${place}`)
  await expect(second.getByLabel('Code from the message')).toBeVisible()
  const { otp_id } = Object(sent.json)
  await api.post('/otp/verify', { otp_id, code: '123456' }, { key: tenant.test_key })
  for (const device of [page, second])
    await expect(device.getByRole('heading', { name: /Verified in \d/ })).toBeVisible({ timeout: 10_000 })
  await other.close()
})

test('Home ticks what is done, leads to the codes behind its figures, and its checklist can be put away', async ({
  page,
  tenant,
  api,
}) => {
  const key = tenant.test_key
  const sent = await api.post('/otp/send', { to: '+15550100001' }, { key })
  await api.post('/otp/verify', { otp_id: Object(sent.json).otp_id, code: '123456' }, { key })
  await api.post('/otp/send', { to: '+15550100002' }, { key })
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test`)
  await expect(page.getByText(/^Codes are being lost: 50 % delivered, median/)).toBeVisible({
    timeout: 20_000,
  })
  const causes = page.getByRole('region', { name: 'What failed' })
  await expect(causes).toContainText('The message cannot be delivered to this number')
  const checklist = page.getByRole('region', { name: 'Get ready to send' })
  await expect(checklist.getByRole('listitem').filter({ hasText: 'Verify its code' })).toContainText('(done)')
  await checklist.getByRole('button', { name: /Dismiss/ }).click()
  await expect(checklist).toBeHidden()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'From request to verified' })).toBeVisible()
  await expect(checklist).toBeHidden()

  await page.getByRole('region', { name: 'Verified', exact: true }).getByRole('link').click()
  await expect(page).toHaveURL(/\/test\/otps\?status=verified$/)
  await expect(page.getByRole('link', { name: /^Open the OTP to/ })).toHaveCount(1)
})

test('a role that only looks is told who may fly', async ({ page, tenant, member }) => {
  await signIn(
    page,
    await member('support'),
    `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/first-flight`,
  )
  await expect(page.getByText('It takes the role owner, admin, or developer.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Make|Run/ })).toHaveCount(0)
  await page.goto(`/dashboard/${tenant.slug}/live`)
  await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Fly the first one' })).toHaveCount(0)
})
