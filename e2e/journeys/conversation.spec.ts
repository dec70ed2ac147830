import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { signIn } from '../support/sign-in'
import { approveTemplate, letWindowClose, personWrites } from '../support/talk'

const soon = { timeout: 15_000 }

test('somebody writes, is answered while the window is open, and with a template once it is closed', async ({
  page,
  tenant,
  sandbox,
  owner,
}) => {
  test.setTimeout(90_000)
  const world = { sandbox, owner, tenant }
  const from = randomPhone()
  await approveTemplate(world)
  const people = `/dashboard/${tenant.slug}/live/messages/people`
  await signIn(page, tenant, `/sign-in?callbackUrl=${people}`)
  await expect(page.getByRole('heading', { name: 'Nobody has written yet' })).toBeVisible()

  await personWrites(world, from, 'Where is my parcel?')
  const row = page.getByRole('row').filter({ hasText: 'Ana Lima' })
  await expect(row).toContainText('Where is my parcel?', soon)
  await expect(row).toContainText('1 unread')
  await expect(row).toContainText(/open 23 h 5\d m/)
  await row.getByRole('link').click()

  await expect(page.getByRole('heading', { name: 'Ana Lima' })).toBeVisible()
  await expect(page.getByText(/^Window open 23 h 5\d m$/)).toBeVisible()
  const messages = page.getByRole('region', { name: 'Messages', exact: true })
  await expect(messages.getByRole('listitem')).toHaveText([/They wrote:.*Where is my parcel\?/])
  await page.getByLabel('Reply', { exact: true }).fill('It comes on Friday.')
  await page.keyboard.press('ControlOrMeta+Enter')
  const reply = messages.getByRole('listitem').filter({ hasText: 'It comes on Friday.' })
  await expect(reply).toContainText('You wrote:')
  await expect(page.getByLabel('Reply', { exact: true })).toHaveValue('')
  await expect(reply).toContainText(/Delivered|Read/, soon)
  const arrived = await sandbox.messages(from)
  expect(arrived.map(({ text }) => text)).toContain('It comes on Friday.')

  await personWrites(world, from, 'Thank you!')
  await expect(messages.getByRole('listitem').filter({ hasText: 'Thank you!' })).toBeVisible(soon)
  await expect
    .poll(async () => {
      const rows = await owner`select 1 from messages
        where tenant_id = ${tenant.id} and direction = 'inbound' and status <> 'read'`
      return rows.length
    }, soon)
    .toBe(0)

  await letWindowClose(owner, tenant)
  await page.reload()
  await expect(page.getByText('Closed: only templates')).toBeVisible()
  await expect(page.getByLabel('Reply', { exact: true })).toHaveCount(0)
  const send = page.getByRole('button', { name: 'Send template' })
  await expect(send).toBeDisabled()
  await expect(async () => {
    await page.getByLabel('Template').selectOption({ label: 'parcel_update · en_US · utility' })
    await expect(page.getByLabel('{{1}}')).toBeVisible({ timeout: 500 })
  }).toPass(soon)
  await page.getByLabel('{{1}}').fill('Ana')
  await page.getByLabel('{{2}}').fill('Friday')
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText(
    'Hello Ana, your parcel comes on Friday.',
  )
  await send.click()
  const template = messages.getByRole('listitem').filter({ hasText: 'your parcel comes on Friday.' })
  await expect(template).toContainText(/Delivered|Read/, soon)

  await page.goto(people)
  await expect(row).toContainText('Hello Ana, your parcel comes on Friday.')
  await expect(row).not.toContainText('unread')
  await expect(row).toContainText('closed')
  await page.getByLabel('Name or phone number').fill('ana l')
  await page.keyboard.press('Enter')
  await expect(row).toHaveCount(1)
  await page.getByLabel('Name or phone number').fill('nobody')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Nobody matches' })).toBeVisible()
})

test('whoever reads further up is not moved, and told what has come in', async ({
  page,
  tenant,
  sandbox,
  owner,
}) => {
  const world = { sandbox, owner, tenant }
  const from = randomPhone()
  for (let count = 1; count <= 12; count++)
    await personWrites(world, from, `Line ${count}\n${'and another\n'.repeat(6)}`)
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/messages/people`)
  await page.getByRole('link', { name: /Ana Lima/ }).click()
  const messages = page.getByRole('region', { name: 'Messages', exact: true }).getByRole('listitem')
  await expect(messages.last()).toBeInViewport()
  await expect(messages.last()).toContainText('Line 12')
  await page.evaluate(() => window.scrollTo({ top: 0 }))
  await expect(messages.first()).toBeInViewport()
  await personWrites(world, from, 'The last line')
  const show = page.getByRole('button', { name: '1 new · show' })
  await expect(show).toBeVisible(soon)
  await expect(messages.first()).toBeInViewport()
  await show.click()
  await expect(messages.last()).toContainText('The last line')
  await expect(messages.last()).toBeInViewport()
  await expect(page.getByRole('button', { name: /new · show/ })).toHaveCount(0)
})

test('of somebody who has opted out, the screen says so before anything is typed', async ({
  page,
  tenant,
  sandbox,
  owner,
}) => {
  const from = randomPhone()
  await personWrites({ sandbox, owner, tenant }, from, 'Hello')
  await owner`insert into suppressions (tenant_id, mode, person, scope, phone, reason)
    values (${tenant.id}, 'live', ${from}, 'all', ${from}, 'stop')`
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/messages/people`)
  await page.getByRole('link', { name: /Ana Lima/ }).click()
  await expect(page.getByRole('note')).toContainText('This person has opted out')
  await expect(page.getByLabel('Reply', { exact: true })).toHaveCount(0)
})
