import type { Page } from '@playwright/test'
import { makeDelivery, makeEndpoint, makeEvent } from '@/db/webhook-factories'
import { fromTypeId } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { SentOtp } from '../support/shapes'
import { signIn } from '../support/sign-in'
import { addMember, type Tenant } from '../support/tenant'

const shots = process.env.WEBHOOKS_SHOTS

async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 844 })
      await page.waitForTimeout(400)
      await page.screenshot({ path: `${shots}/${name}-${colorScheme}-${width}.png`, fullPage: true })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 844 })
}

/** Two deliveries of an event about this, as the engine leaves them: one arrived, one was given up. */
async function told(tenant: Tenant, subjectId: string) {
  const scope = { tenantId: tenant.id, mode: 'live' } as const
  const event = await makeEvent({ ...scope, subjectId, type: 'otp.verified', position: 1n })
  const [good, bad] = [
    await makeEndpoint({ ...scope, enabled: false, url: 'https://hooks.example.com/hawk-send?token=hidden' }),
    await makeEndpoint({
      ...scope,
      enabled: false,
      url: 'https://staging.example.com/a-rather-long-path/hooks',
    }),
  ]
  const common = { ...scope, eventId: event.id, lastAttemptAt: new Date() }
  await makeDelivery({
    ...{ ...common, endpointId: good.id, status: 'delivered', attempts: 1 },
    ...{ lastStatusCode: 200, lastMilliseconds: 82 },
  })
  return makeDelivery({
    ...{ ...common, endpointId: bad.id, status: 'exhausted', attempts: 6 },
    ...{ lastError: 'timeout', lastMilliseconds: 15_000 },
  })
}

test('what endpoints were told of a code is on its panel, for those who may see webhooks', async ({
  page,
  tenant,
  api,
}) => {
  const sent = SentOtp.parse(
    (await api.post('/otp/send', { to: randomPhone() }, { key: tenant.live_key })).json,
  )
  await told(tenant, sent.otp_id)
  expect(fromTypeId('otp', sent.otp_id)).not.toBeNull()
  const place = `/dashboard/${tenant.slug}/live/otps/${sent.otp_id}`
  await signIn(page, tenant)
  await page.goto(`/dashboard/${tenant.slug}/live/otps?id=${sent.otp_id}`)
  const webhooks = page.getByRole('region', { name: 'Webhooks' })
  await expect(webhooks.getByText('200 in 82 ms')).toBeVisible()
  await expect(webhooks.getByText('No answer within 15 seconds · given up after 6 attempts')).toBeVisible()
  await expect(webhooks.getByText('hooks.example.com/hawk-send', { exact: true })).toBeVisible()
  await expect(webhooks.getByText('hidden')).toHaveCount(0)
  await expect(webhooks.getByRole('link', { name: 'otp.verified' }).first()).toHaveAttribute(
    'href',
    /\/live\/webhooks\/deliveries\/dlv_/,
  )
  await shoot(page, 'otp-panel')
  await page.goto(place)
  await expect(webhooks).toBeVisible()
  await shoot(page, 'otp-page')

  await page.goto(`/dashboard/${tenant.slug}/live`)
  await expect(
    page.getByRole('region', { name: 'Webhooks' }).getByText('2 endpoints are disabled.'),
  ).toBeVisible()
  await shoot(page, 'home')

  const support = await addMember(tenant.id, 'support')
  await page.context().clearCookies()
  await signIn(page, { ...tenant, ...support })
  await page.goto(place)
  await expect(page.getByRole('heading', { name: `OTP ${sent.otp_id}` })).toBeAttached()
  await expect(page.getByRole('region', { name: 'Webhooks' })).toHaveCount(0)
})

test('webhooks arrive in the sandbox’s inbox, each with whether its signature holds', async ({
  page,
  world,
}) => {
  const inbox = `${world.sandbox_url}/webhooks/inbox`
  await page.goto(inbox)
  await expect(
    page.getByText('Nothing yet.').or(page.getByRole('listitem')).filter({ visible: true }).first(),
  ).toBeVisible()
  await page.request.post(inbox, { data: { type: 'otp.verified', id: 'evt_1' } })
  const arrived = page.getByRole('listitem').first()
  await expect(arrived).toContainText('otp.verified')
  await expect(arrived).toContainText('Not signed')
  await arrived.locator('summary').click()
  await expect(arrived).toContainText('Answered with 200.')
  await shoot(page, 'inbox')
})
