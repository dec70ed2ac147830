import type { Locator, Page } from '@playwright/test'
import { Webhook } from 'standardwebhooks'
import { type Received, type Receiver, startReceiver } from '@/lib/gateways/fixtures/receiver'
import { test as base, expect } from '../fixtures'
import { makeEndpointsOfAll } from '../support/endpoints'
import { growStale } from '../support/factors'
import { signIn } from '../support/sign-in'
import type { Person, Tenant } from '../support/tenant'

const test = base.extend<{ receiver: Receiver }>({
  receiver: async ({ pool: _ }, use) => {
    const receiver = await startReceiver({ body: '{"received":true}' })
    await use(receiver)
    await receiver.close()
  },
})

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

async function openWebhooks(page: Page, tenant: Tenant, person: Person = tenant): Promise<void> {
  await signIn(page, person, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/webhooks`)
}

async function openForm(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Add endpoint' }).click()
  return page.getByRole('dialog', { name: 'Add a test endpoint' })
}

async function tryIt(form: Locator, answer: string): Promise<void> {
  await form.getByRole('button', { name: 'Send test event' }).click()
  await expect(form.getByText(answer)).toBeVisible()
}

test('an endpoint is tried before it is saved, tested, changed, turned off and on, and deleted', async ({
  page,
  tenant,
  receiver,
}) => {
  test.setTimeout(120_000)
  await openWebhooks(page, tenant)
  await page.getByRole('button', { name: 'Copy command' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'npx hawksend listen --forward-to localhost:3000/api/hooks',
  )

  const form = await openForm(page)
  await form.getByLabel('URL').fill(receiver.url)
  await expect(form.getByText('We may post there.').first()).toBeVisible()
  await form.getByRole('button', { name: 'Add header' }).click()
  await form.getByLabel('Name of header 1').fill('Authorization')
  await form.getByLabel('Value of header 1').fill('Bearer of good news')
  await tryIt(form, 'Answered 200')
  await expect(form.getByText('{"received":true}')).toBeVisible()
  const [tried] = await receiver.received(1)
  expect(tried?.headers).toMatchObject({ authorization: 'Bearer of good news' })
  expect(JSON.parse(tried?.body ?? '')).toMatchObject({ type: 'test.ping', mode: 'test' })
  receiver.behave({ redirect: 'https://example.com/' })
  await tryIt(form, 'Answered 302')
  await expect(form.getByText('It redirects, and we follow none.')).toBeVisible()
  receiver.behave(500)
  await tryIt(form, 'Answered 500')
  receiver.behave(200)

  await form.getByRole('checkbox', { name: 'All events' }).uncheck()
  await form.getByRole('button', { name: 'Add endpoint' }).click()
  await expect(form.getByText('Choose at least one event, or all of them.')).toBeVisible()
  await form.getByRole('checkbox', { name: 'otp', exact: true }).check()
  await form.getByRole('checkbox', { name: 'otp.sent' }).uncheck()
  await form.getByRole('button', { name: 'Show a sample of otp.verified' }).click()
  await expect(form.getByText('"type": "otp.verified"')).toBeVisible()
  await form.getByLabel('Description').fill('Orders')
  await form.getByRole('button', { name: 'Add endpoint' }).click()

  await expect(page).toHaveURL(/\/test\/webhooks\/whe_\w+$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(receiver.url)
  const facts = page.getByRole('region', { name: 'The endpoint' })
  await expect(facts).toContainText('4 events')
  await expect(facts).toContainText('Authorization')
  await expect(page.getByText('of good news')).toHaveCount(0)
  await page.getByRole('button', { name: 'Send test event' }).click()
  await expect(page.getByText('A test event is on its way')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Last deliveries' })).toContainText('test.ping')

  await page.getByRole('button', { name: 'Edit' }).click()
  const change = page.getByRole('dialog', { name: 'Edit endpoint' })
  await change.getByLabel('Rate cap').fill('0')
  await change.getByRole('button', { name: 'Save changes' }).click()
  await expect(change.getByText('Enter a whole number from 1 to 1,000, or nothing.')).toBeVisible()
  await change.getByLabel('Rate cap').fill('5')
  await change.getByRole('button', { name: 'Replace them' }).click()
  await change.getByLabel('Name of header 1').fill('X-Team')
  await change.getByLabel('Value of header 1').fill('orders')
  await change.getByRole('button', { name: 'Save changes' }).click()
  await expect(change).toBeHidden()
  await expect(facts).toContainText('5 a second')
  await expect(facts).toContainText('X-Team')
  await expect(facts).not.toContainText('Authorization')

  await page.getByRole('button', { name: 'Disable' }).click()
  const warning = page.getByRole('alertdialog', { name: /^Disable 127\.0\.0\.1/ })
  await expect(warning).toContainText('you can recover what it missed')
  await warning.getByRole('button', { name: 'Disable endpoint' }).click()
  await expect(page.getByRole('region', { name: 'State' })).toContainText('Somebody disabled it')
  await expect(page.getByRole('button', { name: 'Send test event' })).toBeDisabled()
  await page.getByRole('button', { name: 'Enable' }).click()
  await expect(page.getByRole('button', { name: 'Send test event' })).toBeEnabled()

  await page.getByRole('button', { name: 'Delete' }).click()
  const last = page.getByRole('alertdialog', { name: /^Delete the test endpoint/ })
  await expect(last).toContainText('It gets 4 events now; that stops at once.')
  await last.getByRole('button', { name: 'Delete endpoint' }).click()
  await expect(page).toHaveURL(`/dashboard/${tenant.slug}/test/webhooks`)
  await expect(page.getByRole('heading', { name: 'Get your first test event' })).toBeVisible()
})

test('what may not be posted to is told at the URL while it is typed, and again when it is saved', async ({
  page,
  tenant,
}) => {
  await openWebhooks(page, tenant)
  const form = await openForm(page)
  const url = form.getByLabel('URL')
  await url.fill('ftp://example.com/hooks')
  await expect(form.getByRole('alert')).toContainText(/http/)
  await expect(url).toHaveAttribute('aria-invalid', 'true')
  const told = (await form.getByRole('alert').textContent()) ?? ''
  await form.getByRole('button', { name: 'Send test event' }).click()
  await expect(form.getByRole('alert')).toHaveText(told)
  await form.getByRole('button', { name: 'Add endpoint' }).click()
  await expect(form.getByRole('alert')).toHaveText(told)
  await expect(form).toBeVisible()
})

test('the secret is shown to whoever proves who they are, and for a day after a rotation both sign', async ({
  page,
  tenant,
  owner,
  receiver,
}) => {
  await openWebhooks(page, tenant)
  const panel = page.getByRole('region', { name: 'Signing secret' })
  const shown = panel.getByText(/^whsec_/)
  await expect(shown).toHaveText(/^whsec_•+$/)
  await growStale(owner, tenant.email)
  await panel.getByRole('button', { name: 'Reveal' }).click()
  const stepUp = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await stepUp.getByLabel('Password', { exact: true }).fill(tenant.password)
  await stepUp.getByRole('button', { name: 'Confirm' }).click()
  await expect(shown).toHaveText(/^whsec_[\w+/=]{32}$/)
  const before = (await shown.textContent()) ?? ''
  await panel.getByRole('button', { name: 'Copy secret' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(before)

  await panel.getByRole('button', { name: 'Rotate…' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Rotate the test signing secret?' })
  await expect(dialog).toContainText('You have 24 hours')
  await dialog.getByRole('button', { name: 'Rotate secret' }).click()
  await expect(dialog).toBeHidden()
  await expect(shown).not.toHaveText(before)
  const after = (await shown.textContent()) ?? ''
  await expect(panel).toContainText(/signs along, ends in (23|24) h/)
  await panel.getByRole('button', { name: 'Hide' }).click()
  await expect(shown).toHaveText(/^whsec_•+$/)
  expect(await page.content()).not.toContain(after)

  const form = await openForm(page)
  await form.getByLabel('URL').fill(receiver.url)
  await tryIt(form, 'Answered 200')
  const [received] = await receiver.received(1)
  for (const secret of [before, after])
    expect(verified(secret, received)).toMatchObject({ type: 'test.ping' })
})

function verified(secret: string, received: Received | undefined): unknown {
  return new Webhook(secret).verify(received?.body ?? '', received?.headers ?? {})
}

test('a developer is told why the secret is not shown, and support why nothing is', async ({
  page,
  tenant,
  member,
}) => {
  await openWebhooks(page, tenant, await member('developer'))
  const panel = page.getByRole('region', { name: 'Signing secret' })
  await expect(panel).toContainText('Your role does not show the secret. It takes the role owner or admin.')
  await expect(panel.getByRole('button')).toHaveCount(1)
  await page.context().clearCookies()
  await openWebhooks(page, tenant, await member('support'))
  await expect(page.getByText('Your role does not open this page.')).toBeVisible()
  await expect(page.getByText('It takes the role owner, admin, or developer.')).toBeVisible()
})

test('the list tells how each stands, is walked with the keyboard, and its page what happens next', async ({
  page,
  tenant,
}) => {
  const [, failing] = await makeEndpointsOfAll(tenant.id)
  await openWebhooks(page, tenant)
  const rows = page.getByRole('row')
  await expect(rows.filter({ hasText: 'Failing' })).toContainText('since 5 h ago')
  await expect(rows.filter({ hasText: 'Failing' })).toContainText('50 %')
  await expect(rows.filter({ hasText: 'it answered 410' })).toContainText('1 d ago')
  await expect(rows.filter({ hasText: 'it only failed' })).toContainText('12 d ago')
  const links = page.getByRole('link', { name: /^Open the endpoint/ })
  await expect(async () => {
    await page.keyboard.press('j')
    await expect(links.first()).toBeFocused({ timeout: 200 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/webhooks\/whe_/)

  await page.goto(`/dashboard/${tenant.slug}/test/webhooks/${failing}`)
  const state = page.getByRole('region', { name: 'State' })
  await expect(state).toContainText('Every delivery has failed since 5 h ago.')
  await expect(state).toContainText('mailed after 1 hour (4 h ago) and again after 1 day (in 18 h)')
  await expect(state).toContainText('disabled after 5 days (in 4 d)')
  const retries = page.getByRole('region', { name: 'Retries' })
  for (const wait of ['at once', '+30 s', '+1 min', '+2 min', '+4 min', '+8 min'])
    await expect(retries).toContainText(wait)
})
