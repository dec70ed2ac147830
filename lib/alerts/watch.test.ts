import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeMembership, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { countSignal, flushSignals } from '@/lib/alerts/count-signal'
import {
  insertMessages,
  letHoursPass,
  mailsAbout,
  makeOperator,
  makePlace,
  many,
  toldOf,
  triggers,
  tryToSignIn,
} from '@/lib/alerts/fixtures/triggers'
import { noteSignal } from '@/lib/alerts/note-signal'
import { alertRules, ruleIds } from '@/lib/alerts/rule-schema'
import { watchForAlerts } from '@/lib/alerts/watch'
import { alertJobs } from '@/lib/auth/alert-jobs'
import { newUuid, platformId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

const [job] = alertJobs
const run = async () => expect(await job?.run()).toMatchObject({ failed: 0 })

let operator = ''
beforeAll(async () => {
  operator = await makeOperator()
})
afterAll(async () => {
  await owner`update users set is_operator = false where email = ${operator}`
})

test('the job runs often enough to keep the promise', () => {
  const { everySeconds, withinSeconds, counts } = policy.alerts
  expect(everySeconds + counts.flushMilliseconds / 1_000).toBeLessThanOrEqual(withinSeconds / 2)
  expect(job).toMatchObject({ name: 'alerts', everySeconds })
  expect(ruleIds).toHaveLength(14)
})

describe.each(ruleIds)('%s', (rule) => {
  const { below, last, isOfTheHouse } = triggers[rule]
  const isMailed = alertRules[rule].severity !== 'notice'

  test('is silent just below, tells once and mails once, grows, and tells anew after its window', async () => {
    const place = await makePlace()
    const reader = isOfTheHouse ? operator : place.email
    const told = async (length: number) => {
      await run()
      const alerts = await toldOf(rule, place)
      expect(alerts).toHaveLength(length)
      expect(await mailsAbout(alerts, reader)).toBe(isMailed ? length : 0)
      return alerts
    }
    await below(place)
    await told(0)
    await last(place)
    const [alert] = await told(1)
    expect(alert?.count).toBeGreaterThanOrEqual(1)
    expect(await told(1)).toMatchObject([{ id: alert?.id, count: alert?.count }])

    await letHoursPass(15 / 3_600)
    await below(place)
    await last(place)
    const [grown] = await told(1)
    expect(grown?.count).toBeGreaterThan(alert?.count ?? 0)

    await letHoursPass(26)
    await below(place)
    await told(1)
    await last(place)
    await told(2)
  })

  test('is told once by five machines at once', async () => {
    const place = await makePlace()
    await below(place)
    await last(place)
    await Promise.all(Array.from({ length: 5 }, run))
    await run()
    const alerts = await toldOf(rule, place)
    expect(alerts).toHaveLength(1)
    expect(await mailsAbout(alerts, isOfTheHouse ? operator : place.email)).toBe(isMailed ? 1 : 0)
  })
})

test('failures from one address are told to the house by its network, and count for no workspace', async () => {
  const { address } = await makePlace()
  await many(9, () => tryToSignIn({ emailHash: newUuid(), address, outcome: 'unknown_address' }))
  await run()
  const told = () => owner`
    select count, facts from alerts where rule = 'failed_sign_ins' and tenant_id = ${platformId}
      and subject = ${address.replace(/\d+$/, '0/24')}`
  expect(await told()).toHaveLength(0)
  await tryToSignIn({ emailHash: newUuid(), address, outcome: 'unknown_address' })
  await run()
  expect((await told()).map((row) => ({ ...row }))).toEqual([{ count: 10, facts: { counted_by: 'address' } }])
})

test('what befalls a person’s account is told in each of their workspaces, and in no other', async () => {
  const place = await makePlace()
  const [second, third] = await Promise.all([makePlace(), makePlace()])
  await makeMembership({ tenantId: second.tenantId, userId: place.userId, role: 'support' })
  await noteSignal({ kind: 'token_reused', subject: place.userId })
  await run()
  for (const { tenantId } of [place, second])
    expect(await toldOf('token_reuse', { ...place, tenantId })).toHaveLength(1)
  expect(await toldOf('token_reuse', { ...place, tenantId: third.tenantId })).toHaveLength(0)
})

test('a developer who signs in from a new country is none of the owner’s alarms', async () => {
  const place = await makePlace('developer')
  await triggers.new_country_sign_in.last(place)
  await run()
  expect(await toldOf('new_country_sign_in', place)).toEqual([])
})

test('who has always sent much does not alarm until it is five times as much', async () => {
  const place = await makePlace()
  await owner`update tenants set created_at = created_at - interval '30 days' where id = ${place.tenantId}`
  await many(7, (day) => insertMessages(place.tenantId, 24 * 20, 24 * day + 12))
  await insertMessages(place.tenantId, 100)
  await run()
  expect(await toldOf('send_volume', place)).toEqual([])
  await insertMessages(place.tenantId, 1)
  await run()
  expect(await toldOf('send_volume', place)).toMatchObject([
    { count: 101, facts: { sent_in_hour: 101, usual_in_hour: 20 } },
  ])
})

test('a change of credentials alarms for exports of that person, and for a day', async () => {
  const [place, other] = [await makePlace(), await makePlace()]
  await noteSignal({ kind: 'credential_changed', subject: place.userId })
  await noteSignal({ tenantId: place.tenantId, kind: 'data_exported', subject: other.userId })
  await letHoursPass(24.1)
  await noteSignal({ tenantId: place.tenantId, kind: 'data_exported', subject: place.userId })
  await run()
  expect(await toldOf('export_after_credential_change', place)).toEqual([])
})

test('a storm of 100,000 signals is one alert, and as many rows as it had moments', async () => {
  const { address } = await makePlace()
  const begun = performance.now()
  for (let at = 0; at < 100_000; at++) countSignal({ kind: 'unauthorized_calls', subject: address })
  expect(performance.now() - begun).toBeLessThan(1_000)
  await flushSignals()
  await run()
  const rows = await owner`select count from signal_counts where subject = ${address}`
  expect(rows.length).toBeLessThanOrEqual(2)
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(100_000)
})

test('a storm from thousands of networks is a few alerts, and one for all the rest', async () => {
  const { id: tenantId } = await makeTenant()
  await owner`
    insert into signals (tenant_id, id, kind, subject)
    select ${tenantId}, gen_random_uuid(), 'audit_chain_broken', 'row ' || n from generate_series(1, 3000) n`
  await run()
  await run()
  const told = await owner<{ subject: string; count: number }[]>`
    select subject, count from alerts where tenant_id = ${tenantId} order by subject`
  expect(told).toHaveLength(policy.alerts.perRuleAndHour + 1)
  expect(told[0]).toMatchObject({ subject: 'many', count: 3_000 - policy.alerts.perRuleAndHour })
  await owner`
    insert into signals (tenant_id, id, kind, subject)
    select ${tenantId}, gen_random_uuid(), 'audit_chain_broken', 'other ' || n from generate_series(1, 50) n`
  await run()
  const [rest] = await owner`select count from alerts where tenant_id = ${tenantId} and subject = 'many'`
  expect(rest?.count).toBe(3_050 - policy.alerts.perRuleAndHour)
})

test('a mail that could not be stored leaves no alert, and the next run makes up for it', async () => {
  const place = await makePlace()
  await noteSignal({ kind: 'token_reused', subject: place.userId })
  const audience = {
    owners: (): Promise<never> => Promise.reject(new Error('planted')),
    operators: async () => [],
  }
  expect(await watchForAlerts(audience)).toMatchObject({ failed: 1 })
  expect(await toldOf('token_reuse', place)).toEqual([])
  await run()
  const alerts = await toldOf('token_reuse', place)
  expect(alerts).toHaveLength(1)
  expect(await mailsAbout(alerts, place.email)).toBe(1)
})
