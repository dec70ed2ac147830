import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { expect, test } from '../fixtures'
import { actingAs } from '../support/dashboard'
import { signIn } from '../support/sign-in'
import { exchange } from '../support/wire'
import type { World } from '../support/world'

const Key = z.object({ id: z.string() })

const runJob = ({ app_url, cron_secret }: World) =>
  exchange(app_url, {
    method: 'POST',
    path: '/api/cron/audit',
    headers: { authorization: `Bearer ${cron_secret}` },
  })

/** What `npm run audit:verify` says of one tenant, and how it ends. */
function verify(slug: string): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['scripts/run.cjs', 'audit-verify', '--tenant', slug],
      { env: { ...process.env, NODE_ENV: 'production' } },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
    )
  })
}

test('what was done is found, with what it changed, and taken home as a file', async ({
  page,
  world,
  tenant,
}) => {
  const act = await actingAs(world.app_url, tenant, `${tenant.slug}/test`)
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/test/audit-log`)
  await expect(page.getByRole('heading', { name: 'Nothing has been changed yet' })).toBeVisible()

  const { id } = Key.parse((await act('/api-keys', { name: 'till', preset: 'send_only' })).json)
  await act(`/api-keys/${id}/revoke`)
  expect((await runJob(world)).status).toBe(200)
  await page.reload()
  await expect(page.getByText('Chain verified up to #2')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Open the entry/ })).toHaveCount(2)

  await page.getByRole('link', { name: 'Open the entry Created an API key' }).click()
  const panel = page.getByRole('complementary', { name: 'Details of the entry' })
  await expect(panel).toContainText(tenant.email)
  await expect(panel.getByRole('region', { name: 'As it was made' })).toHaveCount(0)
  await expect(panel.getByRole('region', { name: 'What changed' })).toContainText('till')
  await expect(panel.getByRole('region', { name: 'In the chain' })).toContainText('#1 · verified')
  await page.getByRole('link', { name: 'Close the panel' }).click()

  await page.getByRole('button', { name: /^What:/ }).click()
  await page.getByRole('menuitem', { name: 'Fraud guard' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing matches these filters' })).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await page.getByRole('button', { name: /^When:/ }).click()
  await page.getByRole('link', { name: 'Today' }).click()
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d$/)
  await page.getByLabel('The id of what it was done to').fill(id)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`from=.*target=${id}|target=${id}.*from=`))
  await expect(page.getByRole('link', { name: /^Open the entry/ })).toHaveCount(2)

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.csv$/)
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]).toContain('api_key.revoked')
  await page.goto(`/dashboard/${tenant.slug}/live/audit-log`)
  await expect(page.getByRole('link', { name: 'Open the entry Exported the audit log' })).toBeVisible()
})

test('an entry that the owner of the database edits is found by the job and by the command', async ({
  page,
  world,
  tenant,
  owner,
}) => {
  const act = await actingAs(world.app_url, tenant, `${tenant.slug}/live`)
  for (const name of ['one', 'two', 'three']) await act('/api-keys', { name })
  expect((await runJob(world)).status).toBe(200)
  const before = await verify(tenant.slug)
  expect(before.said).toContain(`✓ ${tenant.slug}: 3 entries`)
  expect(before.code).toBe(0)

  await owner`update audit_entries set actor_id = 'usr_somebody' where tenant_id = ${tenant.id} and seq = 2`
  const after = await verify(tenant.slug)
  expect(after.said).toContain(`✗ ${tenant.slug}: edited at #2.`)
  expect(after.code).toBe(1)

  await owner`update audit_heads set created_at = now() - interval '2 days', swept_at = null
    where tenant_id = ${tenant.id}`
  await runJob(world)
  const signals = await owner`select kind, facts from signals where tenant_id = ${tenant.id}`
  expect(signals.map((row) => ({ ...row }))).toContainEqual({
    kind: 'audit_chain_broken',
    facts: { seq: 2, fault: 'edited' },
  })
  await signIn(page, tenant, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/audit-log`)
  await expect(page.getByText('The chain is broken at #2')).toBeVisible()
})

test('whose role does not open the log is told which does', async ({ page, tenant, member }) => {
  const developer = await member('developer')
  await signIn(page, developer, `/sign-in?callbackUrl=/dashboard/${tenant.slug}/live/audit-log`)
  await expect(page.getByText('It takes the role owner or admin.')).toBeVisible()
})
