import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { openSession } from '../support/session'
import { SentOtp } from '../support/shapes'
import { signIn } from '../support/sign-in'
import { exchange } from '../support/wire'

test('support sees no whole phone number, whatever page they open and however it is asked for', async ({
  page,
  api,
  world,
  tenant,
  member,
}) => {
  const phones = [randomPhone(), randomPhone()]
  const sent = []
  for (const to of phones)
    sent.push(SentOtp.parse((await api.post('/otp/send', { to }, { key: tenant.test_key })).json).otp_id)
  const person = await member('support')
  const session = await openSession(world.app_url, person)
  const base = `/dashboard/${tenant.slug}/test`
  const paths = [
    `${base}/otps`,
    `${base}/otps?id=${sent[0]}`,
    `${base}/otps/${sent[1]}`,
    `${base}/otps?status=pending`,
    ...['api-keys', 'fraud-guard', 'requests', 'team', 'settings'].map((screen) => `${base}/${screen}`),
  ]
  for (const path of paths)
    for (const text of [await read(path, {}), await read(path, { rsc: '1' })])
      for (const phone of phones)
        for (const form of [phone, phone.slice(1), phone.slice(2)])
          expect(text.includes(form), `${path} shows ${form}`).toBe(false)

  /** As a browser asks for the whole page, and as it does when it goes from one screen to the next. */
  async function read(path: string, headers: Record<string, string>): Promise<string> {
    const request = { headers: { ...session, ...headers } }
    const first = await exchange(world.app_url, { path, ...request })
    const { location } = first.headers
    const reply = location ? await exchange(world.app_url, { path: location, ...request }) : first
    expect(reply.status, path).toBe(200)
    expect(reply.text, path).toContain(person.email)
    return reply.text
  }

  await signIn(page, person)
  await page.goto(`${base}/otps?to=${encodeURIComponent(phones[0] ?? '')}`)
  await expect(page.getByRole('row', { name: /•••/ })).toHaveCount(1)
})

test('each role begins where it may, sees what it may open, and is told who can give it the rest', async ({
  page,
  tenant,
  member,
}) => {
  const billing = await member('billing')
  await signIn(page, billing)
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/live`)
  const nav = page.getByRole('navigation', { name: 'Main' }).first()
  await expect(nav.getByRole('link', { name: 'Team' })).toBeVisible()
  for (const name of ['OTPs', 'Fraud guard', 'API keys', 'Request log', 'Alerts'])
    await expect(nav.getByRole('link', { name })).toHaveCount(0)
  for (const [screen, title] of [
    ['otps', 'OTPs'],
    ['fraud-guard', 'Fraud guard'],
    ['api-keys', 'API keys'],
    ['requests', 'Request log'],
  ]) {
    await page.goto(`/dashboard/${tenant.slug}/live/${screen}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title ?? '')
    await expect(
      page.getByText(/Your role does not open this page\. It takes the role owner, admin/),
    ).toBeVisible()
    await expect(page.getByRole('definition')).toHaveText([tenant.email])
  }
})

test('the workspace is renamed by an admin, and looked at by everybody else', async ({
  page,
  browser,
  world,
  tenant,
  member,
}) => {
  await signIn(page, await member('admin'))
  await page.goto(`/dashboard/${tenant.slug}/live/settings`)
  await page.waitForLoadState('networkidle')
  await page.getByLabel('Name').fill('Merlin')
  await page.getByLabel('Default language').selectOption('German')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Merlin/ }).first()).toBeVisible()

  const context = await browser.newContext({ baseURL: world.app_url })
  const other = await context.newPage()
  await signIn(other, await member('developer'))
  await other.goto(`/dashboard/${tenant.slug}/live/settings`)
  await expect(other.getByText('German')).toBeVisible()
  await expect(other.getByRole('button', { name: 'Save settings' })).toHaveCount(0)
  await other.getByRole('button', { name: 'Leave workspace' }).click()
  await other.getByRole('alertdialog').getByRole('button', { name: 'Leave workspace' }).click()
  await expect(other.getByRole('heading', { name: 'Create your workspace' })).toBeVisible()
  await context.close()
})
