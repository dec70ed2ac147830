import { z } from 'zod'
import { expect, test } from '../fixtures'
import { finish, openConnect } from '../support/connect'
import { randomPhone } from '../support/phone'
import { SentOtp } from '../support/shapes'
import { personWrites } from '../support/talk'

const soon = { timeout: 15_000 }
const Senders = z.object({
  data: z.array(z.object({ id: z.string(), display_name: z.string(), phone: z.string() })),
})

test('a number is connected, gets its template, sends a code, is answered, and the window opens', async ({
  page,
  tenant,
  api,
  sandbox,
  owner,
}) => {
  test.setTimeout(120_000)
  const base = `/dashboard/${tenant.slug}/live`
  const dialog = await openConnect(page, tenant)
  await finish(dialog, { name: 'Merlin Books' })
  await expect(page.getByRole('heading', { name: 'The number is connected', exact: true })).toBeVisible(soon)
  await page.getByRole('link', { name: 'Back to the numbers' }).click()
  const card = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Merlin Books', exact: true }) })
  await card.getByRole('button', { name: 'Make primary' }).click()
  await expect(card.getByText('Primary', { exact: true })).toBeVisible()

  const key = tenant.live_key
  const to = randomPhone()
  expect((await api.post('/otp/send', { to }, { key })).json).toMatchObject({ code: 'template_unusable' })

  await page.goto(`${base}/templates/otp`)
  await page.getByRole('button', { name: /^Create/ }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Approved' })).toBeVisible(soon)

  const { otp_id } = SentOtp.parse((await api.post('/otp/send', { to }, { key })).json)
  const code = await sandbox.code(to)
  expect((await api.post('/otp/verify', { otp_id, code }, { key })).json).toMatchObject({ verified: true })
  const { data } = Senders.parse((await api.get('/senders', { key })).json)
  const sender = data.find(({ display_name }) => display_name === 'Merlin Books')
  const [sent] = await sandbox.messages(to)
  expect(sent?.from.replace(/\D/g, '')).toBe(sender?.phone.replace(/\D/g, ''))

  await personWrites({ sandbox, owner, tenant }, to, 'Thank you!', sender?.phone)
  await page.goto(`${base}/messages/people`)
  const row = page.getByRole('row').filter({ hasText: 'Ana Lima' })
  await expect(row).toContainText(/open 23 h 5\d m/)
  await row.getByRole('link').click()
  await expect(page.getByText(/^Window open 23 h 5\d m$/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Messages', exact: true })).toContainText('Thank you!')
})
