import { makeMessage } from '@/db/factories'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { maskPhone } from '@/lib/core/phone'
import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { signIn } from '../support/sign-in'

const at = (slug: string, rest: string) => `/sign-in?callbackUrl=/dashboard/${slug}${rest}`

test('a first message: composed in a form and as code, checked, sent, and seen to arrive', async ({
  page,
  tenant,
}) => {
  await signIn(page, tenant, at(tenant.slug, '/test/messages'))
  await expect(page.getByRole('heading', { name: 'No test messages yet' })).toBeVisible()
  await expect(page.getByRole('figure')).toContainText('/api/v1/messages')
  await page.getByRole('button', { name: 'Compose a test message' }).click()
  const drawer = page.getByRole('dialog', { name: 'Compose a test message' })
  await drawer.getByLabel('Text').fill('Does Tuesday suit you?')

  await drawer.getByRole('tab', { name: 'curl' }).click()
  const code = drawer.getByLabel('Request in curl')
  await expect(code).toHaveValue(/Does Tuesday suit you\?/)
  await code.fill((await code.inputValue()).replace('Tuesday', 'Friday'))
  await drawer.getByRole('tab', { name: 'TypeScript' }).click()
  await expect(drawer.getByLabel('Request in TypeScript')).toHaveValue(/Does Friday suit you\?/)
  await drawer.getByRole('tab', { name: 'Form' }).click()
  await expect(drawer.getByLabel('Text')).toHaveValue('Does Friday suit you?')

  await drawer.getByRole('button', { name: 'Check only' }).click()
  await expect(drawer.getByRole('status', { name: 'Verdict' })).toContainText('It would be sent')
  await drawer.getByRole('button', { name: 'Send test message' }).click()
  await expect(page).toHaveURL(/\?id=msg_\w+$/)
  const panel = page.getByRole('complementary', { name: 'Message details' })
  await expect(panel.getByRole('heading', { name: /^Delivered in / })).toBeVisible({ timeout: 15_000 })
  await expect(panel.getByRole('region', { name: 'Preview' })).toContainText('Does Friday suit you?')
  const path = panel.getByRole('list', { name: 'Flight path' })
  await expect(path.getByRole('listitem')).toHaveText([/Accepted/, /Sent to Meta/, /Delivered/, /Read/])
  await expect(page.getByRole('row').filter({ hasText: 'Does Friday suit you?' })).toHaveCount(1)
})

test('a half-typed body in the code says so, and the form keeps what it had', async ({ page, tenant }) => {
  await signIn(page, tenant, at(tenant.slug, '/test/messages'))
  await page.getByRole('button', { name: 'Compose a test message' }).click()
  const drawer = page.getByRole('dialog', { name: 'Compose a test message' })
  await drawer.getByRole('tab', { name: 'curl' }).click()
  await drawer.getByLabel('Request in curl').fill('{"to": ')
  await expect(drawer.getByRole('alert')).toContainText('no JSON that can be read yet')
  await drawer.getByRole('tab', { name: 'Form' }).click()
  await expect(drawer.getByLabel('Phone number')).toHaveValue('+15550100001')
})

test('the list is filtered by its address, and the filters survive a reload', async ({ page, tenant }) => {
  const phone = randomPhone()
  const senderId = fromTypeId('sender', tenant.sender_id)
  const common = { tenantId: tenant.id, mode: 'live', senderId, phone } as const
  const failure = {
    code: 'provider_refused',
    title: 'This person has blocked your business',
    actor: 'recipient',
    retryable: false,
    fix: 'Offer another channel; only the person can lift the block.',
    provider_code: 130403,
  }
  const failed = await makeMessage({ ...common, status: 'failed', failure, endedAt: new Date() })
  await makeMessage({ ...common, direction: 'inbound', content: { body: 'Where is my parcel?' } })
  await signIn(page, tenant, at(tenant.slug, '/live/messages'))
  const rows = page.getByRole('row').filter({ has: page.getByRole('cell') })
  await expect(rows).toHaveCount(2)
  await page.getByRole('button', { name: 'Direction: any' }).click()
  await page.getByRole('menuitem', { name: 'From people' }).click()
  await expect(rows).toHaveText([/Unread.*Where is my parcel\?/])
  await page.reload()
  await expect(rows).toHaveCount(1)
  await page.getByLabel('Phone number of the person').fill(randomPhone())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Nothing matches these filters' })).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(rows).toHaveCount(2)
  await rows.filter({ hasText: 'Failed' }).getByRole('link').first().click()
  const panel = page.getByRole('complementary', { name: 'Message details' })
  await expect(panel.getByRole('heading', { name: `Failed: ${failure.title}` })).toBeVisible()
  await expect(panel.getByRole('region', { name: 'Why it failed' })).toContainText('130403')
  await panel.getByRole('link', { name: 'Open as a page' }).click()
  await expect(page).toHaveURL(new RegExp(`/messages/${toTypeId('message', failed.id)}$`))
  await expect(page.getByRole('heading', { name: `Failed: ${failure.title}` })).toBeVisible()
})

test('support sees that people talk, and neither their numbers nor their words', async ({
  page,
  tenant,
  member,
}) => {
  const phone = randomPhone()
  const senderId = fromTypeId('sender', tenant.sender_id)
  const row = await makeMessage({
    tenantId: tenant.id,
    mode: 'live',
    senderId,
    phone,
    content: { body: 'A word in private' },
    wamid: `wamid.${btoa(phone)}`,
  })
  await signIn(page, await member('support'), at(tenant.slug, '/live/messages'))
  await expect(page.getByRole('row').filter({ hasText: 'Hidden from your role' })).toHaveCount(1)
  for (const path of [`?id=${toTypeId('message', row.id)}`, `/people/${toTypeId('message', row.id)}`]) {
    await page.goto(`/dashboard/${tenant.slug}/live/messages${path}`)
    await expect(page.getByText(maskPhone(phone)).first()).toBeVisible()
    await expect(page.getByText('Hidden: your role does not show what messages say.').first()).toBeVisible()
    const content = await page.content()
    for (const secret of [phone.slice(1), 'A word in private', btoa(phone)])
      expect(content).not.toContain(secret)
  }
  await expect(page.getByText('Answering needs the role of developer, admin or owner.')).toBeVisible()
})

test('a role that may not open messages is told which one it takes', async ({ page, tenant, member }) => {
  await signIn(page, await member('billing'))
  for (const path of ['messages', 'messages/people']) {
    await page.goto(`/dashboard/${tenant.slug}/live/${path}`)
    await expect(page.getByText('Your role does not open this page.')).toBeVisible()
  }
})
