import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { SentOtp } from '../support/shapes'
import { signIn } from '../support/sign-in'

const widths = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

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
  expect(excess, page.url()).toBeLessThanOrEqual(0)
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of widths)
    test(`no screen complains or scrolls sideways: ${colorScheme}, ${viewport.width} px`, async ({
      browser,
      world,
      tenant,
      api,
    }) => {
      // Some sixty screens, each until nothing more is loaded.
      test.setTimeout(180_000)
      const context = await browser.newContext({ colorScheme, viewport, baseURL: world.app_url })
      const page = await context.newPage()
      const complaints = await listenToComplaints(page)
      const visit = async (path: string, heading: string | RegExp) => {
        await page.goto(path)
        await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible()
        await page.waitForLoadState('networkidle')
        await expectNoSidewaysScrolling(page)
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
      await visit(`${base}/live/otps`, 'No OTPs yet')
      await visit(`${base}/test/otps`, 'No test OTPs yet')

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
      await visit(`${base}/test/audit-log`, 'Audit log')
      await visit(`${base}/live/audit-log?id=aud_x`, 'No such entry')
      await visit(`${base}/live/audit-log?group=team&target=${'x'.repeat(100)}`, 'Nothing matches')
      await visit('/docs/audit-log', 'Audit log')
      await visit('/docs/alerts', 'Alerts')
      await visit('/docs', 'Quickstart')
      await visit('/docs/api', 'API reference')
      await visit('/docs/errors', 'Errors')
      await visit('/docs/errors/otp_rate_limited', /./)
      await visit('/docs/test-mode', 'Test mode')
      await visit('/docs/reverse-otp', 'Reverse OTP')
      await visit('/docs/twilio', 'Moving from Twilio Verify')

      await page.goto(`${base}/test/otps`)
      await page.getByRole('button', { name: 'Send a test OTP' }).first().click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoSidewaysScrolling(page)
      await page.goto(`${base}/test/api-keys`)
      await page.getByRole('button', { name: 'Create key' }).first().click()
      await expect(page.getByRole('dialog')).toBeVisible()
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
      expect(complaints).toEqual([])
      await context.close()
    })
