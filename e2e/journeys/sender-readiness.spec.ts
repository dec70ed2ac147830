import type { Page } from '@playwright/test'
import { z } from 'zod'
import { SenderList } from '@/lib/senders/readiness-schema'
import { expect, test } from '../fixtures'
import { saysMeta } from '../support/meta-says'
import { signIn } from '../support/sign-in'
import { exchange } from '../support/wire'

const shots = process.env.SENDER_SHOTS
const Known = z.object({ data: z.array(z.object({ phone_number_id: z.string(), access_token: z.string() })) })

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

test('a number shows what stands in its way, hears from Meta that it is gone, and its people are told', async ({
  page,
  tenant,
  sandbox,
  owner,
  world,
  mailbox,
}) => {
  const [account] = await owner<{ waba_id: string }[]>`
    select waba_id from whatsapp_accounts where tenant_id = ${tenant.id} and mode = 'live'`
  const waba_id = account?.waba_id
  const { phone_number_id } = tenant
  const path = `/dashboard/${tenant.slug}/live/senders/${tenant.sender_id}`
  await signIn(page, tenant, `/sign-in?callbackUrl=${path}`)
  await expect(page.getByRole('heading', { name: 'Kestrel', level: 1 })).toBeVisible()
  await expect(page.getByText('Can send OTPs', { exact: true })).toBeVisible()
  const list = page.getByRole('list', { name: 'Ready for OTPs' })
  await expect(list.getByRole('listitem')).toHaveCount(9)
  await shoot(page, 'ready')

  const problem = {
    error_code: 141_006,
    error_description: 'There is an error with the payment method.',
    possible_solution: 'Add a valid payment method.',
  }
  await saysMeta(sandbox, 'accounts', {
    waba_id,
    business_verification_status: 'pending',
    health_status: {
      can_send_message: 'BLOCKED',
      entities: [{ entity_type: 'WABA', id: waba_id, can_send_message: 'BLOCKED', errors: [problem] }],
    },
  })
  await saysMeta(sandbox, 'numbers', {
    phone_number_id,
    quality_rating: 'RED',
    name_status: 'PENDING_REVIEW',
    whatsapp_business_manager_messaging_limit: 'TIER_250',
  })
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('Meta was asked just now.')).toBeVisible()
  await expect(page.getByText('Cannot send OTPs yet')).toBeVisible()
  const payment = list.getByRole('listitem').filter({ hasText: 'Payment at Meta' })
  await expect(payment).toContainText('Action needed')
  await expect(payment).toContainText('Add a valid payment method.')
  await expect(payment).toContainText('Next: You')
  await expect(payment.getByRole('link', { name: /Open at Meta/ })).toHaveAttribute(
    'href',
    /^https:\/\/business\.facebook\.com\/billing_hub/,
  )
  await expect(list.getByRole('listitem').filter({ hasText: 'Display name' })).toContainText('Next: Meta')
  await expect(page.getByText('Quality is low', { exact: true })).toBeVisible()
  await expect(page.getByText('Limit is 250 people a day')).toBeVisible()
  await shoot(page, 'blocked')
  await mailbox.waitForMail(tenant.email, /The quality of a number is low/)
  await mailbox.waitForMail(tenant.email, /Meta has lowered a messaging limit/)

  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByRole('alert').getByText('Meta was asked a moment ago.')).toBeVisible()

  await saysMeta(sandbox, 'accounts', { waba_id, health_status: { can_send_message: 'AVAILABLE' } })
  await saysMeta(sandbox, 'numbers', {
    phone_number_id,
    quality_rating: 'GREEN',
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
  })
  const check = async () => {
    await owner`update whatsapp_accounts set due_at = clock_timestamp() where tenant_id = ${tenant.id}`
    const headers = { authorization: `Bearer ${world.cron_secret}` }
    const reply = await exchange(world.app_url, { method: 'POST', path: '/api/cron/sender-checks', headers })
    expect(reply.status).toBe(200)
  }
  await check()
  await mailbox.waitForMail(tenant.email, /Your number can now send OTPs/)
  await page.reload()
  await expect(page.getByText('Can send OTPs', { exact: true })).toBeVisible()

  const answer = await fetch(`${sandbox.url}/_sandbox/senders`)
  const known = Known.parse(await answer.json()).data
  const access_token = known.find((sender) => sender.phone_number_id === phone_number_id)?.access_token
  await saysMeta(sandbox, 'tokens', { access_token, is_valid: false })
  await check()
  const lost = await mailbox.waitForMail(tenant.email, /A number cannot send any more/)
  expect(lost.text).toContain(path)
  await page.reload()
  await expect(page.getByText('Disconnected', { exact: true }).first()).toBeVisible()
  await expect(list.getByRole('listitem').first()).toContainText('Blocked')
  await shoot(page, 'lost')
})

test('a number of test mode needs nothing, an unknown one is not there, and support sees none', async ({
  page,
  api,
  tenant,
  member,
}) => {
  const [sender] = SenderList.parse((await api.get('/senders', { key: tenant.test_key })).json).data
  const base = `/dashboard/${tenant.slug}/test/senders`
  await signIn(page, tenant, `/sign-in?callbackUrl=${base}/${sender?.id}`)
  await expect(page.getByText('Test mode asks nothing of Meta: nothing reaches a real phone.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Check now' })).toHaveCount(0)
  await page.goto(`${base}/${tenant.sender_id}`)
  await expect(page.getByRole('heading', { name: 'No such number' })).toBeVisible()
  await page.context().clearCookies()
  await signIn(page, await member('support'), `/sign-in?callbackUrl=${base}/${sender?.id}`)
  await expect(page.getByText('Your role does not open this page.')).toBeVisible()
})
