import { beforeEach, describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { personActor, testContext } from '@/lib/core/test-context'
import { checkSenderNow } from '@/lib/senders/check-now'
import { makeConnected, saysMeta, type Tenant } from '@/lib/senders/fixtures/changes'
import { mailsAbout, makeWatched, rowsOf, toEach } from '@/lib/senders/fixtures/watched'
import { runDueChecks } from '@/lib/senders/run-due-checks'
import { tellNotices } from '@/lib/senders/tell-notices'

test('a number that becomes able to send OTPs is told of once, each time', async () => {
  const tenant = await makeWatched()
  const { wabaId: waba_id } = tenant.sender
  const error = { error_code: 141_006, error_description: 'There is an error with the payment method.' }
  const entities = [{ entity_type: 'WABA', id: waba_id, can_send_message: 'BLOCKED', errors: [error] }]
  await saysMeta('accounts', { waba_id, health_status: { can_send_message: 'BLOCKED', entities } })
  await tenant.look()
  expect(await mailsAbout(tenant)).toEqual([])
  await saysMeta('accounts', { waba_id, health_status: { can_send_message: 'AVAILABLE' } })
  await Promise.all(Array.from({ length: 4 }, tenant.look))
  await tellNotices()
  expect(await mailsAbout(tenant)).toEqual(toEach('ready', tenant.people))
})

describe('the job', () => {
  const isDue = (tenant: Tenant) =>
    owner`update whatsapp_accounts set due_at = clock_timestamp() - interval '1 second'
      where tenant_id = ${tenant.tenantId}`

  /** Whoever else was made in this database is of no interest here. */
  beforeEach(async () => {
    await owner`update whatsapp_accounts set due_at = clock_timestamp() + interval '1 day'`
  })

  test('looks at what is due, each once for all that run at once, and comes back in an hour', async () => {
    const [due, testing, early] = [await makeWatched(), await makeConnected('test'), await makeWatched()]
    await isDue(due)
    await isDue(testing)
    await owner`update whatsapp_accounts set due_at = clock_timestamp() + interval '1 minute'
      where tenant_id = ${early.tenantId}`
    const runs = await Promise.all(Array.from({ length: 5 }, runDueChecks))
    expect(runs.reduce((sum, { checked }) => sum + checked, 0)).toBe(1)
    const { account } = await rowsOf(due)
    const minutes = (account.due_at.getTime() - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(50)
    expect(minutes).toBeLessThan(70)
    expect((await rowsOf(early)).account.marks).toEqual({})
  })

  test('takes over what a process that died had begun', async () => {
    const tenant = await makeWatched()
    await isDue(tenant)
    await owner`update whatsapp_accounts set due_at = clock_timestamp() - interval '1 second', checked_at = null
      where tenant_id = ${tenant.tenantId}`
    expect((await runDueChecks()).checked).toBe(1)
    expect((await rowsOf(tenant)).account.checked_at).not.toBeNull()
  })
})

describe('“Check now”', () => {
  test('asks Meta, once for all who press it within seconds', async () => {
    const tenant = await makeWatched()
    await saysMeta('numbers', { phone_number_id: tenant.sender.phoneNumberId, quality_rating: 'YELLOW' })
    const { ctx } = testContext({ tenantId: tenant.tenantId, mode: 'live', actor: personActor('developer') })
    const asked = await Promise.allSettled(
      Array.from({ length: 4 }, () => checkSenderNow(ctx, { id: tenant.senderId })),
    )
    const done = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(done).toMatchObject([{ quality: 'YELLOW' }])
    for (const one of asked)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'rate_limited' })
  })

  test('has nothing to ask in test mode, and is for people alone', async () => {
    const tenant = await makeConnected('test')
    const { ctx } = testContext({ tenantId: tenant.tenantId, mode: 'test', actor: personActor('owner') })
    await expect(checkSenderNow(ctx, { id: tenant.senderId })).rejects.toMatchObject({
      code: 'state_conflict',
    })
    await expect(checkSenderNow(tenant.ctx, { id: tenant.senderId })).rejects.toMatchObject({
      code: 'role_missing',
    })
  })
})
