import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { makeMembership, makeUser } from '@/db/factories'
import { noteSignal } from '@/lib/alerts/note-signal'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { signIn } from '../support/sign-in'
import type { Tenant } from '../support/tenant'
import { exchange } from '../support/wire'
import type { World } from '../support/world'

const shots = process.env.ALERTS_SHOTS

/** Asks the rules now, as the scheduler would within seconds. */
async function watch({ app_url, cron_secret }: World): Promise<void> {
  const headers = { authorization: `Bearer ${cron_secret}` }
  expect((await exchange(app_url, { method: 'POST', path: '/api/cron/alerts', headers })).status).toBe(200)
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 844 })
      await page.waitForTimeout(400)
      await page.screenshot({ path: `${shots}/${name}-${colorScheme}-${width}.png` })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 844 })
}

async function alarm(tenant: Tenant): Promise<string> {
  const email = `p-${randomBytes(6).toString('hex')}@example.test`
  const { id: userId } = await makeUser({ email, password: 'x', iterations: 1 })
  await makeMembership({ tenantId: tenant.id, userId, role: 'admin' })
  await noteSignal({ kind: 'token_reused', subject: toTypeId('user', userId) })
  const key = newUuid()
  for (const network of ['11.1.0.0/16', '11.2.0.0/16', '11.3.0.0/16'])
    await noteSignal({ tenantId: tenant.id, kind: 'key_from_new_network', subject: key, facts: { network } })
  await noteSignal({ tenantId: tenant.id, kind: 'webhook_endpoint_changed', subject: newUuid() })
  await noteSignal({ tenantId: tenant.id, kind: 'webhook_secret_seen', subject: newUuid() })
  return email
}

test('an alert is mailed, marked, explained, and acknowledged', async ({ page, tenant, world, mailbox }) => {
  const base = `/dashboard/${tenant.slug}/live`
  await signIn(page, tenant, `/sign-in?callbackUrl=${base}/alerts`)
  await expect(page.getByRole('heading', { name: 'No alerts' })).toBeVisible()
  await expect(page.getByText('A session’s token was used twice')).toBeVisible()
  await shoot(page, 'empty')

  const email = await alarm(tenant)
  await Promise.all([watch(world), watch(world)])
  const mail = await mailbox.waitForMail(tenant.email, /A session.s token was used twice/)
  expect(mail.text).not.toContain(email)

  await page.goto(`${base}/alerts`)
  const table = page.getByRole('table', { name: 'Alerts, newest first' })
  await expect(table.getByRole('row')).toHaveCount(1 + 3)
  await expect(page.getByRole('link', { name: /^Alerts.*3 open/ }).first()).toBeVisible()
  const row = table.getByRole('row').filter({ hasText: 'token was used twice' })
  await expect(row).toContainText('Critical')
  await expect(row).toContainText(email)
  await shoot(page, 'list')

  await row.getByRole('link').click()
  const panel = page.getByRole('complementary', { name: 'Details of the alert' })
  await expect(panel.getByRole('heading', { name: 'What to do' })).toBeVisible()
  await shoot(page, 'panel')
  await panel.getByRole('button', { name: 'Acknowledge alert' }).click()
  await expect(panel.getByRole('status').filter({ hasText: 'Acknowledged' })).toBeVisible()
  await expect(panel).toContainText(`by ${tenant.email}`)
  await expect(page.getByRole('link', { name: /^Alerts.*2 open/ }).first()).toBeVisible()
  await expect(row).toContainText('Acknowledged')
  await shoot(page, 'acknowledged')

  await page.goto(`${base}/alerts?state=open&severity=critical`)
  await expect(page.getByRole('heading', { name: 'Nothing matches these filters' })).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(table.getByRole('row')).toHaveCount(1 + 3)
  const keyRow = table.getByRole('row').filter({ hasText: 'A key is used from several new networks' })
  await keyRow.getByRole('link').click()
  await expect(panel.getByRole('link', { name: 'Open API keys' })).toHaveAttribute('href', `${base}/api-keys`)
})

test('an alert of another workspace looks absent, and who may not see alerts is told who may', async ({
  page,
  tenant,
  stranger,
  member,
  owner,
  world,
}) => {
  await alarm(stranger)
  await watch(world)
  const [foreign] = await owner<{ id: string }[]>`select id from alerts where tenant_id = ${stranger.id}`
  const id = toTypeId('alert', foreign?.id ?? '')
  await signIn(page, tenant)
  const base = `/dashboard/${tenant.slug}/live/alerts`
  await page.goto(`${base}?id=${id}`)
  await expect(page.getByRole('heading', { name: 'No such alert' })).toBeVisible()
  expect((await page.goto(`${base}/${id}`))?.status()).toBe(404)

  await page.context().clearCookies()
  await signIn(page, await member('support'))
  await page.goto(base)
  await expect(page.getByText('Your role does not open this page.')).toBeVisible()
  await shoot(page, 'no-permission')
  await page.goto('/docs/alerts')
  await expect(page.getByRole('heading', { name: 'Alerts', exact: true })).toBeVisible()
  await shoot(page, 'docs')
})
