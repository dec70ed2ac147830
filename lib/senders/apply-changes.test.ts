import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { unseal } from '@/lib/core/crypto'
import { applyAccountChange } from '@/lib/senders/apply-account-change'
import { applyNumberChange } from '@/lib/senders/apply-number-change'
import {
  apply,
  type Change,
  changeNames,
  changeOf,
  eventsAbout,
  makeConnected,
  stateOf,
} from '@/lib/senders/fixtures/changes'

const later = (change: Change, seconds: number): Change => ({
  ...change,
  at: new Date(change.at.getTime() + seconds * 1_000),
})

describe('what Meta sends', () => {
  test.each(changeNames)('%s is understood, and the second time nothing changes', async (name) => {
    const tenant = await makeConnected('live', { atMeta: false })
    expect(await apply(tenant, changeOf(name))).toBe(true)
    const once = await stateOf(tenant)
    const told = await eventsAbout(tenant)
    for (let time = 0; time < 10; time++) expect(await apply(tenant, changeOf(name))).toBe(true)
    expect(await stateOf(tenant)).toEqual(once)
    expect(await eventsAbout(tenant)).toEqual(told)
  })

  test('all of it, ten times each, in any order, comes to the same', { timeout: 240_000 }, async () => {
    const all = changeNames.map(changeOf).flatMap((change, index) => [change, later(change, (index * 7) % 5)])
    const outcome = async (order: Change[]) => {
      const tenant = await makeConnected('live', { atMeta: false })
      for (const change of order) await apply(tenant, change)
      const { account, numbers } = await stateOf(tenant)
      return { account, numbers: numbers.map(({ phone: _, ...number }) => number) }
    }
    const expected = await outcome(all)
    const ten = all.flatMap((_, index) => Array.from({ length: 10 }, () => index))
    const at = (index: number) => all.slice(index, index + 1)
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(ten, { minLength: ten.length }), async (order) => {
        expect(await outcome(order.flatMap(at))).toEqual(expected)
      }),
      { numRuns: 3, endOnFailure: true },
    )
  })

  test('and many at once, too', async () => {
    const all = changeNames.map(changeOf)
    const [one, other] = [
      await makeConnected('live', { atMeta: false }),
      await makeConnected('live', { atMeta: false }),
    ]
    for (const change of all) await apply(one, change)
    await Promise.all(all.toReversed().map((change) => apply(other, change)))
    expect(await stateOf(other)).toEqual(await stateOf(one))
  })

  test('a shape that nobody knows is not understood, and breaks nothing', async () => {
    const { ctx, sender } = await makeConnected('live', { atMeta: false })
    const before = await stateOf({ tenantId: ctx.tenantId })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('account_update', 'account_alerts', 'account_review_update', 'security', 'flows'),
        fc.anything(),
        async (field, value) => {
          const change = { field, value, at: new Date(), wabaId: sender.wabaId }
          expect(await applyAccountChange(ctx, change)).toBe(false)
          expect(await applyNumberChange(ctx, change)).toBe(false)
        },
      ),
      { numRuns: 100 },
    )
    expect(await stateOf({ tenantId: ctx.tenantId })).toEqual(before)
  })

  test('of an account or number that is not ours it is understood, and nothing comes of it', async () => {
    const tenant = await makeConnected('live', { atMeta: false })
    const before = await stateOf(tenant)
    const { field, value, at } = changeOf('account-review-rejected')
    expect(await applyAccountChange(tenant.ctx, { field, value, at, wabaId: '1' })).toBe(true)
    const name = changeOf('phone-name-rejected')
    expect(await applyNumberChange(tenant.ctx, { ...name, wabaId: tenant.sender.wabaId })).toBe(true)
    expect((await stateOf(tenant)).account.review_status).toBe(before.account.review_status)
  })
})

describe('an account that is taken away', () => {
  test.each([
    ['account-update-partner-removed', 'access_removed'],
    ['account-update-partner-removed-coexistence', 'access_removed'],
    ['account-update-partner-app-uninstalled', 'app_removed'],
    ['account-update-deleted', 'account_deleted'],
    ['account-update-offboarded', 'account_offboarded'],
  ])('%s ends its numbers once, and says why', async (name, reason) => {
    const tenant = await makeConnected('live', { atMeta: false })
    await Promise.all(Array.from({ length: 5 }, () => apply(tenant, changeOf(name))))
    const { account, numbers } = await stateOf(tenant)
    expect(account).toMatchObject({ token_status: 'revoked' })
    expect(numbers).toMatchObject([{ status: 'disconnected', disconnect_reason: reason }])
    expect(await eventsAbout(tenant)).toEqual(['sender.disconnected'])
  })

  test('and given back sends again with the same token, unless another workspace has the number by now', async () => {
    const [kept, moved] = [
      await makeConnected('live', { atMeta: false }),
      await makeConnected('live', { atMeta: false }),
    ]
    const other = await makeConnected('live', { atMeta: false })
    await owner`insert into number_claims (phone_number_id, claimed_by)
      values (${moved.sender.phoneNumberId}, ${other.tenantId})
      on conflict (phone_number_id) do update set claimed_by = excluded.claimed_by`
    for (const tenant of [kept, moved]) {
      await apply(tenant, changeOf('account-update-partner-removed'))
      await apply(tenant, later(changeOf('account-update-partner-added'), 60))
    }
    expect((await stateOf(kept)).numbers).toMatchObject([{ status: 'connected', disconnect_reason: null }])
    expect((await stateOf(moved)).numbers).toMatchObject([{ status: 'disconnected' }])
    expect(await eventsAbout(kept)).toEqual(['sender.disconnected', 'sender.connected'])
    const [row] = await owner<{ access_token_sealed: string }[]>`
      select access_token_sealed from senders where id = ${kept.sender.id}`
    const place = { table: 'senders', column: 'access_token', tenantId: kept.tenantId, rowId: kept.sender.id }
    expect(unseal(place, row?.access_token_sealed ?? '')).toBe(kept.sender.accessToken)
  })

  test('a removal from before it was given back changes nothing, however late it comes', async () => {
    const tenant = await makeConnected('live', { atMeta: false })
    await apply(tenant, later(changeOf('account-update-partner-added'), 60))
    await apply(tenant, changeOf('account-update-partner-removed'))
    expect((await stateOf(tenant)).numbers).toMatchObject([{ status: 'connected' }])
    expect(await eventsAbout(tenant)).toEqual([])
  })

  test('what a person disconnected stays so', async () => {
    const tenant = await makeConnected('live', { atMeta: false })
    await owner`update senders set status = 'disconnected', disconnect_reason = 'by_person'
      where id = ${tenant.sender.id}`
    await apply(tenant, changeOf('account-update-partner-removed'))
    await apply(tenant, later(changeOf('account-update-partner-added'), 60))
    expect((await stateOf(tenant)).numbers).toMatchObject([
      { status: 'disconnected', disconnect_reason: 'by_person' },
    ])
  })
})

describe('a messaging limit', () => {
  test.each(['business-capability-update-tier-string', 'phone-quality-limit-change-legacy'])(
    '%s tells of the new one once',
    async (name) => {
      const tenant = await makeConnected('live', { atMeta: false })
      await Promise.all(Array.from({ length: 5 }, () => apply(tenant, changeOf(name))))
      expect((await stateOf(tenant)).account).toMatchObject({ messaging_limit: 'TIER_10K' })
      expect(await eventsAbout(tenant)).toEqual(['sender.limit_changed'])
    },
  )

  test('a number instead of a word means the same, and no change is no event', async () => {
    const tenant = await makeConnected('live', { atMeta: false })
    await apply(tenant, changeOf('business-capability-update'))
    expect((await stateOf(tenant)).account).toMatchObject({ messaging_limit: 'TIER_2K' })
    expect(await eventsAbout(tenant)).toEqual([])
  })
})

test('a name, a user name and a throughput are taken over', async () => {
  const tenant = await makeConnected('live', { atMeta: false })
  await apply(tenant, changeOf('phone-name-approved'))
  await apply(tenant, later(changeOf('phone-name-rejected'), 60))
  await apply(tenant, changeOf('business-username-approved'))
  await apply(tenant, changeOf('phone-quality-throughput-upgrade'))
  expect((await stateOf(tenant)).numbers).toMatchObject([
    {
      display_name: 'Example Shop',
      name_status: 'DECLINED',
      requested_name: 'Best Shop Ever!!!',
      username: 'exampleshop',
      throughput: 'HIGH',
    },
  ])
})

test('after a change Meta is soon asked for what it did not say', async () => {
  const tenant = await makeConnected('live', { atMeta: false })
  await apply(tenant, changeOf('phone-quality-flagged-legacy'))
  const [row] = await owner`select due_at < clock_timestamp() + interval '10 seconds' as is_soon
    from whatsapp_accounts where tenant_id = ${tenant.tenantId}`
  expect(row).toEqual({ is_soon: true })
})
