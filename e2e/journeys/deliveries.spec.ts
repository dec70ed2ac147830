import { expect, test } from '../fixtures'
import { signIn } from '../support/sign-in'
import { knownSecret, webhookLog } from '../support/webhooks'

const place = (slug: string, path: string) => `/sign-in?callbackUrl=/dashboard/${slug}/test/webhooks/${path}`

test('a delivery that was given up tells why, what to do, and is replayed', async ({
  page,
  tenant,
  owner,
}) => {
  const log = webhookLog(owner, tenant, 'test')
  const shop = await log.endpoint('https://hooks.example.com/shop')
  await log.tell({ endpointId: shop.uuid, attempts: [{ code: 200 }], type: 'otp.sent' })
  const failures = Array.from({ length: 6 }, () => ({
    code: 502,
    milliseconds: 1_840,
    answer: 'Bad gateway',
  }))
  const lost = await log.tell({ endpointId: shop.uuid, attempts: failures, status: 'exhausted' })

  await signIn(page, tenant, place(tenant.slug, 'deliveries'))
  const rows = page.getByRole('link', { name: /^Open the delivery of/ })
  await expect(rows).toHaveCount(2)
  await page.getByRole('button', { name: /^Status:/ }).click()
  await page.getByRole('menuitem', { name: 'Exhausted' }).click()
  await expect(page).toHaveURL(/\?status=exhausted$/)
  await expect(rows).toHaveCount(1)
  await expect(page.getByRole('row').filter({ hasText: 'otp.verified' })).toContainText('HTTP 502')
  await expect(page.getByRole('row').filter({ hasText: 'otp.verified' })).toContainText('6/6')
  await rows.click()
  await expect(page).toHaveURL(new RegExp(`id=${lost.id}$`))

  const panel = page.getByRole('complementary', { name: 'Details of the delivery' })
  await expect(panel.getByRole('heading', { name: 'Given up after 6 attempts' })).toBeVisible()
  const why = panel.getByRole('region', { name: 'Why it failed' })
  await expect(why).toContainText('Your endpoint answered 502 Bad gateway.')
  await expect(why).toContainText('Check that it is running.')
  const attempts = panel.getByRole('list', { name: 'Attempts' }).getByRole('listitem')
  await expect(attempts).toHaveCount(6)
  await expect(attempts.nth(1)).toContainText('+30.0 s')
  await expect(attempts.last()).toContainText('server: nginx')
  await expect(attempts.last()).toContainText('webhook-signature: v1,')
  await panel.getByRole('tab', { name: 'Raw' }).click()
  await expect(panel.getByRole('tabpanel')).toContainText(lost.body)
  await expect(panel.getByText('--data-raw')).toContainText(lost.body)

  await panel.getByRole('button', { name: 'Replay' }).click()
  await expect(panel.getByText('Queued as dlv_')).toBeVisible()
  await panel.getByRole('link', { name: /^dlv_/ }).click()
  await expect(panel.getByText('Replay of')).toBeVisible()
  await panel.getByRole('link', { name: 'Open as a page' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Delivery dlv_/ })).toBeAttached()
  await page.getByRole('link', { name: /^evt_/ }).click()
  await expect(page.getByRole('complementary', { name: 'Details of the event' })).toContainText('otp_1')
})

test('what is retried says when, and whoever waits for it sees it come', async ({ page, tenant, owner }) => {
  const log = webhookLog(owner, tenant, 'test')
  const shop = await log.endpoint('https://hooks.example.com/shop')
  const waits = await log.tell({
    endpointId: shop.uuid,
    attempts: [{ error: 'timeout', milliseconds: 15_000 }],
    status: 'pending',
    nextAttemptIn: 150_000,
  })
  await signIn(page, tenant, place(tenant.slug, 'deliveries'))
  const row = page.getByRole('row').filter({ hasText: 'otp.verified' })
  await expect(row).toContainText('Retrying')
  await expect(row).toContainText('Timed out')
  await expect(row).toContainText(/1\/6 · next in [12] min \d+ s/)
  await page.goto(`/dashboard/${tenant.slug}/test/webhooks/deliveries/${waits.id}`)
  await expect(page.getByRole('heading', { name: 'Retrying after 1 attempt' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Attempts' })).toContainText(/Attempt 2.*in [12] min/)
  await expect(page.getByText('Answer 2xx as soon as you have the event')).toBeVisible()
})

test('chosen deliveries are replayed together, and those refused are counted by their reasons', async ({
  page,
  tenant,
  owner,
}) => {
  const log = webhookLog(owner, tenant, 'test')
  const on = await log.endpoint('https://hooks.example.com/on')
  const off = await log.endpoint('https://hooks.example.com/off', { enabled: false })
  const gone = await log.endpoint('https://hooks.example.com/gone', { deletedAt: new Date() })
  for (const { uuid } of [on, on, off, gone])
    await log.tell({ endpointId: uuid, attempts: [{ code: 500 }], status: 'exhausted' })

  await signIn(page, tenant, place(tenant.slug, 'deliveries'))
  await page
    .getByRole('checkbox', { name: /^Select otp.verified/ })
    .first()
    .check()
  await expect(page.getByText('1 selected')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Select this page' }).check()
  await expect(page.getByText('4 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Replay selected' }).click()
  await expect(
    page.getByText(
      'Queued 2, refused 1 because its endpoint was deleted, refused 1 because its endpoint is disabled.',
    ),
  ).toBeVisible()
  await page.getByRole('link', { name: 'See replays' }).click()
  await expect(page).toHaveURL(/\?trigger=replay$/)
  await expect(page.getByRole('row').filter({ hasText: 'Manual' })).toHaveCount(2)
})

test('a recovery is counted before anything is sent, and one that runs is shown and canceled', async ({
  page,
  tenant,
  owner,
}) => {
  const log = webhookLog(owner, tenant, 'test')
  const shop = await log.endpoint('https://hooks.example.com/shop')
  await log.endpoint('https://hooks.example.com/other')
  await log.tell({ endpointId: shop.uuid, attempts: [{ code: 200 }] })
  for (let count = 0; count < 3; count++)
    await log.tell({ endpointId: shop.uuid, attempts: [{ code: 500 }], status: 'exhausted' })

  await signIn(page, tenant, place(tenant.slug, `deliveries?endpoint=${shop.id}`))
  await page.getByRole('button', { name: 'Recover…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Recover missed events' })
  await dialog.getByRole('radio', { name: /^Since a time of my own/ }).click()
  await dialog.getByRole('button', { name: 'Count what is missing' }).click()
  await expect(dialog.getByText('Choose a day and a time.')).toBeVisible()
  await dialog.getByRole('radio', { name: 'The last hour' }).click()
  await dialog.getByRole('button', { name: 'Count what is missing' }).click()
  await expect(dialog.getByText('It has not got 3 events')).toBeVisible()
  await dialog.getByRole('button', { name: 'Send 3 events again' }).click()
  await expect(dialog.getByRole('progressbar')).toHaveAttribute('max', '3')
  await dialog.getByRole('link', { name: 'See its deliveries' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('row').filter({ hasText: 'Manual' })).toHaveCount(3)

  await page.goto(`/dashboard/${tenant.slug}/test/webhooks/deliveries`)
  await page.getByRole('button', { name: 'Recover…' }).click()
  await dialog.getByLabel('Endpoint').selectOption({ label: 'hooks.example.com/shop' })
  await expect(dialog.getByText(/ of 3 sent$/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel recovery' }).click()
  await expect(dialog.getByText('Canceled: what was sent stays sent')).toBeVisible()
  await dialog.getByRole('button', { name: 'Recover more' }).click()
  await expect(dialog.getByRole('radio', { name: 'The last day' })).toBeChecked()
})

test('the debugger is filled in from a delivery, and names what is wrong with it', async ({
  page,
  tenant,
  owner,
}) => {
  const log = webhookLog(owner, tenant, 'test')
  const shop = await log.endpoint('https://hooks.example.com/shop')
  await log.signWithKnownSecret()
  const sent = await log.tell({ endpointId: shop.uuid, attempts: [{ code: 401 }], status: 'exhausted' })
  await signIn(page, tenant, place(tenant.slug, `deliveries/${sent.id}`))
  await page.getByRole('link', { name: 'Debug signature' }).click()
  await page.waitForURL(/debugger/)
  await expect(page.getByRole('textbox', { name: 'Body' })).toHaveValue(sent.body)
  const check = page.getByRole('button', { name: 'Check the signature' })
  const verdict = page.getByRole('region', { name: 'Verdict' })
  await check.click()
  await expect(verdict).toContainText('The signature is valid')
  await expect(page.getByRole('list', { name: 'Steps' })).toContainText('Signature holds')

  await page.getByRole('textbox', { name: 'Body' }).fill(`${sent.body} `)
  await check.click()
  await expect(page.getByRole('list', { name: 'Steps' })).toContainText('does not hold')
  await page.getByRole('textbox', { name: 'Body' }).fill(sent.body)
  await page.getByLabel('Secret').fill(`whsec_${Buffer.from('another, of as many byte').toString('base64')}`)
  await page.getByRole('textbox', { name: 'Body' }).press('Control+Enter')
  await expect(verdict).not.toContainText('The signature is valid')
  expect(await page.content()).not.toContain(knownSecret)

  await page.getByRole('button', { name: 'Fill in three fields instead' }).click()
  await expect(page.getByLabel('webhook-id')).toHaveValue(sent.eventId)
  await page.getByLabel('webhook-signature').fill('')
  await page.getByLabel('Secret').fill('')
  await check.click()
  await expect(verdict).toContainText('A header is missing')
})

test('events are listed with what became of them', async ({ page, tenant, owner }) => {
  const base = `/dashboard/${tenant.slug}/test/webhooks`
  await signIn(page, tenant, place(tenant.slug, 'events'))
  await expect(page.getByRole('heading', { name: 'No test events yet' })).toBeVisible()
  const log = webhookLog(owner, tenant, 'test')
  const shop = await log.endpoint('https://hooks.example.com/shop')
  await log.event({ type: 'message.sent', subjectId: 'msg_1', data: { object: 'message', id: 'msg_1' } })
  await log.tell({ endpointId: shop.uuid, attempts: [{ code: 500 }], status: 'exhausted' })
  await expect(page.getByRole('row').filter({ hasText: 'otp.verified' })).toContainText(
    '0 of 1 delivered · 1 failed',
  )
  await expect(page.getByRole('row').filter({ hasText: 'message.sent' })).toContainText('none')
  await page.getByRole('link', { name: 'Open the event otp.verified' }).click()
  const panel = page.getByRole('complementary', { name: 'Details of the event' })
  await expect(panel).toContainText('"otp_id": "otp_1"')
  await panel.getByRole('link', { name: /^Open the delivery to/ }).click()
  await expect(page).toHaveURL(/\/webhooks\/deliveries\?id=dlv_/)
  await page.goto(`${base}/events?type=otp.failed&id=evt_x`)
  await expect(page.getByText('Nothing matches these filters')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'No such event' })).toBeVisible()
})

test('the log of deliveries is walked by keyboard, page by page', async ({ page, tenant, owner }) => {
  const log = webhookLog(owner, tenant, 'test')
  const shop = await log.endpoint('https://hooks.example.com/shop')
  for (let count = 0; count < 27; count++) await log.tell({ endpointId: shop.uuid, attempts: [] })
  await signIn(page, tenant, place(tenant.slug, 'deliveries?status=delivered'))
  const rows = page.getByRole('link', { name: /^Open the delivery of/ })
  await expect(rows).toHaveCount(25)
  await page.getByRole('checkbox', { name: 'Select this page' }).check()
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(rows).toHaveCount(2)
  await expect(page.getByText('25 selected')).toBeVisible()
  await expect(page.getByText('Deliveries are kept for 30 days')).toBeVisible()
  await page.getByRole('link', { name: 'Newer' }).click()
  await expect(rows).toHaveCount(25)
  await page.getByRole('heading', { name: 'Webhooks' }).click()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'Details of the delivery' })
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await page.keyboard.press('/')
  await expect(page.getByRole('button', { name: 'Status: delivered' })).toBeFocused()
})

test('whose role has nothing to do with webhooks is told who can give it', async ({
  page,
  tenant,
  member,
}) => {
  await signIn(page, await member('support'), place(tenant.slug, 'deliveries'))
  for (const screen of ['deliveries', 'deliveries/dlv_x', 'events', 'events/evt_x', 'debugger']) {
    await page.goto(`/dashboard/${tenant.slug}/test/webhooks/${screen}`)
    await expect(page.getByText('Your role does not open this page.')).toBeVisible()
    await expect(page.getByText(tenant.email)).toBeVisible()
  }
})
