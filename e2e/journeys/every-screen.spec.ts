import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from '../fixtures'
import { makeEndpointsOfAll } from '../support/endpoints'
import { randomPhone } from '../support/phone'
import { SentOtp } from '../support/shapes'
import { signIn } from '../support/sign-in'
import { makeTalkOfAll } from '../support/talk-of-all'
import { webhookLog } from '../support/webhooks'

/** Each screen is loaded in one way, and then made as wide and as dark as the other. */
const ways = [
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const

type Way = { colorScheme: 'light' | 'dark'; viewport: { width: number; height: number } }

async function show(page: Page, way: Way | undefined): Promise<void> {
  if (!way) return
  await page.emulateMedia({ colorScheme: way.colorScheme })
  await page.setViewportSize(way.viewport)
}

/** What the browser complained of, as it goes along: errors, and what the content security policy forbade. */
async function listenToComplaints(page: Page): Promise<string[]> {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`)
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    )
  })
  return complaints
}

async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const excess = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  expect.soft(excess, page.url()).toBeLessThanOrEqual(0)
}

for (const [index, { colorScheme, viewport }] of ways.entries())
  test(`no screen complains or scrolls sideways, loaded ${colorScheme} at ${viewport.width} px and then changed`, async ({
    browser,
    world,
    tenant,
    owner,
    api,
  }) => {
    // Some ninety screens, each until nothing more is loaded.
    test.setTimeout(300_000)
    const context = await browser.newContext({ colorScheme, viewport, baseURL: world.app_url })
    const page = await context.newPage()
    const complaints = await listenToComplaints(page)
    const visit = async (path: string, heading: string | RegExp) => {
      await page.goto(path)
      // Softly: one run tells of every screen that is not as it should be.
      await expect.soft(page.getByRole('heading', { name: heading }).first(), path).toBeVisible()
      await page.waitForLoadState('networkidle')
      await expectNoSidewaysScrolling(page)
      await show(page, ways[1 - index])
      await expectNoSidewaysScrolling(page)
      await show(page, { colorScheme, viewport })
    }

    await visit('/sign-in', 'Sign in')
    await visit('/sign-up', 'Create an account')
    await visit('/reset-password', 'Reset the password')
    await visit('/reset-password/new', 'This link does not work')
    await signIn(page, tenant)
    const base = `/dashboard/${tenant.slug}`
    await visit(`${base}/live`, 'Get ready to send')
    await visit(`${base}/test/first-flight`, 'First flight')
    // Before the calls: they come from many networks, and that alarms.
    await visit(`${base}/live/alerts`, 'No alerts')
    await visit(`${base}/live/alerts?state=open&severity=critical`, 'Nothing matches')
    await visit(`${base}/live/alerts?id=alt_x`, 'No such alert')
    await visit(`${base}/live/webhooks/deliveries`, 'No deliveries yet')
    await visit(`${base}/live/webhooks/events`, 'No events yet')
    await visit(`${base}/live/webhooks/debugger`, 'Signature debugger')
    const log = webhookLog(owner, tenant, 'live')
    const far = await log.endpoint(`https://${'h'.repeat(60)}.example.com/${'p'.repeat(1_900)}`)
    const answers = [{ code: 500, answer: 'x'.repeat(8_192) }, { error: 'tls_failed' }]
    const data = { object: 'otp', otp_id: 'otp_1', metadata: { ['k'.repeat(40)]: 'v'.repeat(500) } }
    const lost = await log.tell({ endpointId: far.uuid, attempts: answers, status: 'exhausted', data })
    await log.tell({ endpointId: far.uuid, attempts: answers, status: 'pending', trigger: 'replay' })
    await visit(`${base}/live/webhooks/deliveries`, 'Webhooks')
    await visit(`${base}/live/webhooks/deliveries?id=${lost.id}`, 'Given up after 2 attempts')
    await visit(`${base}/live/webhooks/deliveries/${lost.id}`, 'Given up after 2 attempts')
    await visit(`${base}/live/webhooks/deliveries?id=dlv_x`, 'No such delivery')
    await visit(`${base}/live/webhooks/deliveries?status=canceled`, 'Nothing matches')
    await visit(`${base}/live/webhooks/events?id=${lost.eventId}`, 'otp.verified')
    await visit(`${base}/live/webhooks/events/${lost.eventId}`, 'otp.verified')
    await visit(`${base}/live/webhooks/events?type=otp.failed`, 'Nothing matches')
    await visit(`${base}/live/webhooks/debugger?delivery=${lost.id}`, 'Signature debugger')
    await page.goto(`${base}/live/webhooks/deliveries`)
    await page.getByRole('button', { name: 'Recover…' }).click()
    await expect(page.getByRole('radio', { name: 'The last day' })).toBeVisible()
    await expectNoSidewaysScrolling(page)
    await visit(`${base}/live/otps`, 'No OTPs yet')
    await visit(`${base}/test/otps`, 'No test OTPs yet')
    await visit(`${base}/live/messages`, 'No messages yet')
    await visit(`${base}/test/messages`, 'No test messages yet')
    await visit(`${base}/live/messages/people`, 'Nobody has written yet')
    await visit(`${base}/live/contacts`, 'No contacts yet')
    await visit(`${base}/live/contacts/opt-outs`, 'Nobody has opted out')
    const talk = await makeTalkOfAll(tenant)
    await visit(`${base}/live/messages`, 'Messages')
    for (const id of talk.messages) await visit(`${base}/live/messages?id=${id}`, /./)
    await visit(`${base}/live/messages/${talk.messages[0]}`, /^Delivered/)
    await visit(`${base}/live/messages?status=failed&type=order&direction=inbound`, 'Nothing matches')
    await visit(`${base}/live/messages?id=msg_x`, 'No such message')
    await visit(`${base}/live/messages?with=12`, 'Messages')
    await visit(`${base}/live/messages/people`, 'Conversations')
    await visit(`${base}/live/messages/people?search=${'q'.repeat(100)}`, 'Nobody matches')
    await visit(`${base}/live/messages/people/${talk.person}`, talk.name)

    const key = tenant.test_key
    const sent = [randomPhone(), '+15550100002'].map(async (to) =>
      SentOtp.parse(
        (
          await api.post(
            '/otp/send',
            { to, purpose: 'x'.repeat(64), metadata: { ['k'.repeat(40)]: 'v'.repeat(500) } },
            { key },
          )
        ).json,
      ),
    )
    const [pending, failed] = await Promise.all(sent)
    await visit(`${base}/test`, 'From request to verified')
    await visit(`${base}/test/first-flight`, 'The request')
    await visit(`${base}/test/otps`, 'OTPs')
    await visit(`${base}/test/otps?id=${pending?.otp_id}`, /On its way|Waiting for the code/)
    await visit(`${base}/test/otps?id=${failed?.otp_id}`, /^Failed/)
    await visit(`${base}/test/otps/${failed?.otp_id}`, /^Failed/)
    await visit(`${base}/test/otps?id=otp_x`, 'No such OTP')
    await visit(`${base}/test/otps?to=12&status=verified`, 'OTPs')
    await visit(`${base}/live/senders/${tenant.sender_id}`, 'Kestrel')
    await visit(`${base}/live/senders/snd_x`, 'No such number')
    await visit(`${base}/live/fraud-guard`, 'Fraud guard')
    await visit(`${base}/test/fraud-guard`, 'Fraud guard')
    await visit('/docs/fraud-guard', 'Fraud guard')
    await visit(`${base}/test/templates`, 'Templates')
    await visit(`${base}/live/templates?status=rejected`, 'Nothing matches')
    await visit(`${base}/test/templates/otp`, 'Create OTP template')
    await visit(`${base}/test/templates/new`, 'Write a template')
    await page.goto(`${base}/test/templates`)
    await page.getByRole('link', { name: 'otp_copy_code' }).click()
    await expect(page.getByRole('heading', { name: 'otp_copy_code' })).toBeVisible()
    await expectNoSidewaysScrolling(page)
    await visit(`${base}/live/api-keys`, 'API keys')
    await visit(`${base}/test/api-keys`, 'API keys')
    await visit(`${base}/test/webhooks`, 'Get your first test event')
    await visit(`${base}/test/webhooks/whe_x`, 'No such endpoint')
    for (const endpoint of await makeEndpointsOfAll(tenant.id)) {
      await visit(`${base}/test/webhooks/${endpoint}`, /^(hooks|x+)\.example\.com/)
      await expect.soft(page.getByRole('heading', { name: 'Retries' })).toBeVisible()
    }
    await visit(`${base}/test/webhooks`, 'Webhooks')
    await visit(`${base}/live/senders`, 'Senders')
    await visit(`${base}/test/senders`, 'Senders')
    await visit(`${base}/live/senders/connect`, 'Connect a number')
    await expect(page.getByText('Meta’s script is loaded')).toBeVisible()
    await visit(`${base}/live/senders/connect?sender=${tenant.sender_id}`, 'Connect again')
    await visit(`${base}/live/security`, 'Sessions')
    await visit(`${base}/live/requests`, 'No live calls yet')
    await visit(`${base}/live/team`, 'Team')
    await visit(`${base}/test/settings`, 'Settings')
    await visit('/invitations/x', 'This link opens nothing')
    const long = `/otp/otp_${'x'.repeat(900)}`
    const call = await api.get(long, { key, headers: { 'user-agent': 'x'.repeat(300) } })
    const bad = await api.post('/otp/send', { ['w'.repeat(300)]: 1 }, { key })
    const callIds = [call, bad].map(({ headers }) => headers['request-id'])
    await expect.poll(async () => (await api.get(`/requests/${callIds[1]}`, { key })).status).toBe(200)
    await visit(`${base}/test/requests`, 'Request log')
    for (const id of callIds) await visit(`${base}/test/requests?id=${id}`, /^(GET|POST) /)
    await visit(`${base}/test/requests/${callIds[0]}`, /^GET /)
    await visit(`${base}/test/requests?status=5xx&error=unavailable&method=PUT`, 'Nothing matches')
    await visit(`${base}/test/requests?id=req_x`, 'No such call')
    await visit(`${base}/test/contacts/import`, 'Contacts')
    const person = await api.post(
      '/contacts',
      {
        phone: randomPhone(),
        name: 'x'.repeat(200),
        tags: Array.from({ length: 50 }, (_, n) => `${n}${'t'.repeat(60)}`),
        attributes: { ['k'.repeat(64)]: 'v'.repeat(500) },
        opted_out: true,
      },
      { key },
    )
    const contactId = z.object({ id: z.string() }).parse(person.json).id
    await visit(`${base}/test/contacts`, 'Contacts')
    await visit(`${base}/test/contacts?id=${contactId}`, /^x+$/)
    await visit(`${base}/test/contacts/${contactId}`, /^x+$/)
    await visit(`${base}/test/contacts?id=con_x`, 'No such contact')
    await visit(`${base}/test/contacts?q=zzz&tag=${'t'.repeat(60)}&opted=in`, 'Nothing matches')
    await visit(`${base}/test/contacts/opt-outs`, 'Contacts')
    await visit(`${base}/test/contacts/opt-outs?reason=stop`, 'Nothing matches')
    await visit(`${base}/test/audit-log`, 'Audit log')
    await visit(`${base}/live/audit-log?id=aud_x`, 'No such entry')
    await visit(`${base}/live/audit-log?group=team&target=${'x'.repeat(100)}`, 'Nothing matches')
    await visit('/data-deletion', 'Have your data deleted')
    await visit('/docs/audit-log', 'Audit log')
    await visit('/docs/alerts', 'Alerts')
    await visit('/docs', 'Quickstart')
    await visit('/docs/api', 'API reference')
    await visit('/docs/errors', 'Errors')
    await visit('/docs/errors/otp_rate_limited', /./)
    await visit('/docs/errors/meta', 'Meta’s errors, in plain words')
    await visit('/docs/test-mode', 'Test mode')
    await visit('/docs/reverse-otp', 'Reverse OTP')
    await visit('/docs/twilio', 'Moving from Twilio Verify')
    await visit('/docs/webhooks', 'Webhooks')
    await visit('/docs/webhooks/events', 'Events')
    await visit('/docs/webhooks/events/webhook_endpoint.disabled', 'webhook_endpoint.disabled')

    await page.goto(`${base}/test/messages`)
    await page.getByRole('button', { name: 'Compose a test message' }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoSidewaysScrolling(page)
    await page.goto(`${base}/test/otps`)
    await page.getByRole('button', { name: 'Send a test OTP' }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoSidewaysScrolling(page)
    await page.goto(`${base}/test/api-keys`)
    await page.getByRole('button', { name: 'Create key' }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoSidewaysScrolling(page)
    await page.goto(`${base}/test/webhooks`)
    await page.getByRole('button', { name: 'Add endpoint' }).click()
    await page.getByRole('button', { name: 'Open the events of otp' }).click()
    await page.getByRole('button', { name: 'Show a sample of otp.verified' }).click()
    await expectNoSidewaysScrolling(page)
    await page.goto(`${base}/test/team`)
    await page.getByRole('button', { name: 'Invite member' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoSidewaysScrolling(page)
    await page.goto(`${base}/test/otps`)
    await page.getByRole('button', { name: 'Prove by message' }).click()
    await page.getByRole('button', { name: 'Make the QR code' }).click()
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
    await expectNoSidewaysScrolling(page)
    expect.soft(complaints).toEqual([])
    await context.close()
  })
