import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { apply, changeOf, eventsAbout, saysMeta } from '@/lib/senders/fixtures/changes'
import { breakMeta, mailsAbout, makeWatched, rowsOf, toEach } from '@/lib/senders/fixtures/watched'
import { getSender } from '@/lib/senders/get'
import { tellNotices } from '@/lib/senders/tell-notices'

describe('a look at an account', () => {
  test('writes down what Meta says of it and of its numbers', async () => {
    const tenant = await makeWatched()
    await saysMeta('accounts', {
      waba_id: tenant.sender.wabaId,
      name: 'Kestrel Ltd',
      business_id: '900900800700699',
      account_review_status: 'PENDING',
      business_verification_status: 'not_verified',
    })
    await saysMeta('numbers', {
      phone_number_id: tenant.sender.phoneNumberId,
      verified_name: 'Kestrel Shop',
      status: 'FLAGGED',
      name_status: 'PENDING_REVIEW',
      quality_rating: 'YELLOW',
      throughput: { level: 'HIGH' },
      whatsapp_business_manager_messaging_limit: 'TIER_10K',
      health_status: { can_send_message: 'LIMITED' },
    })
    expect(await tenant.look()).toBe(true)
    const { account, sender } = await rowsOf(tenant)
    expect(account).toMatchObject({
      name: 'Kestrel Ltd',
      business_id: '900900800700699',
      review_status: 'PENDING',
      verification_status: 'NOT_VERIFIED',
      messaging_limit: 'TIER_10K',
      token_status: 'valid',
      token_scopes: ['whatsapp_business_management', 'whatsapp_business_messaging', 'public_profile'],
    })
    expect(sender).toMatchObject({
      display_name: 'Kestrel Shop',
      number_status: 'FLAGGED',
      name_status: 'PENDING_REVIEW',
      quality: 'YELLOW',
      throughput: 'HIGH',
      health: { can_send_message: 'LIMITED' },
    })
    expect((await eventsAbout(tenant)).sort()).toEqual(['sender.limit_changed', 'sender.quality_changed'])
  })

  test('by many at once tells of each change once, by event and by mail', async () => {
    const tenant = await makeWatched()
    await tenant.look()
    await tellNotices()
    const { phoneNumberId: phone_number_id } = tenant.sender
    await saysMeta('numbers', {
      phone_number_id,
      quality_rating: 'RED',
      whatsapp_business_manager_messaging_limit: 'TIER_250',
    })
    await Promise.all(Array.from({ length: 6 }, tenant.look))
    await Promise.all(Array.from({ length: 4 }, tellNotices))
    await tenant.look()
    expect((await eventsAbout(tenant)).sort()).toEqual(['sender.limit_changed', 'sender.quality_changed'])
    expect(await mailsAbout(tenant)).toEqual(
      [
        ...toEach('limit_lowered', tenant.people),
        ...toEach('quality_low', tenant.people),
        ...toEach('ready', tenant.people),
      ].sort(),
    )
  })

  test('that was begun earlier does not undo what a later change said', async () => {
    const tenant = await makeWatched()
    const soon = new Date(Date.now() + 5_000)
    await apply(tenant, { ...changeOf('phone-name-rejected'), at: soon })
    await apply(tenant, { ...changeOf('account-review-rejected'), at: soon })
    await tenant.look()
    const { account, sender } = await rowsOf(tenant)
    expect([account.review_status, sender.name_status]).toEqual(['REJECTED', 'DECLINED'])
  })

  test('with a token that was replaced meanwhile says nothing about the new one', async () => {
    const tenant = await makeWatched()
    await saysMeta('tokens', { access_token: tenant.sender.accessToken, is_valid: false })
    await breakMeta({ match: tenant.sender.accessToken, delay_ms: 1_000 })
    const looking = tenant.look()
    await wait(300)
    await owner`update whatsapp_accounts set access_token_sealed = 'v1.x.y.z.w' where id = ${tenant.accountId}`
    await looking
    const { account, sender } = await rowsOf(tenant)
    expect([account.token_status, sender.status]).toEqual(['valid', 'connected'])
  })
})

describe('a token', () => {
  test.each([
    [463, 'expired', 'token_expired'],
    [458, 'revoked', 'token_revoked'],
  ])('that Meta refuses with %d stops its numbers, which is told once', async (subcode, state, reason) => {
    const tenant = await makeWatched()
    await tenant.look()
    await tellNotices()
    await saysMeta('tokens', { access_token: tenant.sender.accessToken, is_valid: false, subcode })
    await Promise.all(Array.from({ length: 4 }, tenant.look))
    await tenant.look()
    const { account, sender } = await rowsOf(tenant)
    expect(account).toMatchObject({ token_status: state })
    expect(sender).toMatchObject({ status: 'disconnected', disconnect_reason: reason })
    expect(await eventsAbout(tenant)).toEqual(['sender.disconnected'])
    const mails = await mailsAbout(tenant)
    expect(mails.filter((mail) => mail.startsWith('token_lost'))).toEqual(toEach('token_lost', tenant.people))
    expect(mails.some((mail) => mail.includes(tenant.developer))).toBe(false)
    const { readiness, can_send_otp } = await getSender(tenant.ctx, { id: tenant.senderId })
    expect([can_send_otp, readiness[0]?.state]).toEqual([false, 'blocked'])
  })

  test('that works again gives the numbers back', async () => {
    const tenant = await makeWatched()
    const access_token = tenant.sender.accessToken
    await saysMeta('tokens', { access_token, is_valid: false })
    await tenant.look()
    await saysMeta('tokens', { access_token, is_valid: true })
    await tenant.look()
    const { account, sender } = await rowsOf(tenant)
    expect([account.token_status, sender.status]).toEqual(['valid', 'connected'])
    expect(await eventsAbout(tenant)).toEqual(['sender.disconnected', 'sender.connected'])
  })

  test('whose permissions were narrowed to other accounts blocks, and disconnects nothing', async () => {
    const tenant = await makeWatched()
    await saysMeta('tokens', { access_token: tenant.sender.accessToken, target_ids: ['1'] })
    await tenant.look()
    const sender = await getSender(tenant.ctx, { id: tenant.senderId })
    expect([sender.status, sender.can_send_otp, sender.readiness[0]?.state]).toEqual([
      'connected',
      false,
      'blocked',
    ])
  })

  test('of an account that was taken away by word of Meta does not give it back by still being valid', async () => {
    const tenant = await makeWatched()
    await apply(tenant, changeOf('account-update-partner-removed'))
    await tenant.look()
    expect((await rowsOf(tenant)).sender.status).toBe('disconnected')
  })
})

test('when Meta does not answer nothing is concluded, and it is asked again soon', async () => {
  const tenant = await makeWatched()
  const before = await rowsOf(tenant)
  await saysMeta('tokens', { access_token: tenant.sender.accessToken, is_valid: false })
  await breakMeta({ match: tenant.sender.accessToken, status: 500 })
  expect(await tenant.look()).toBe(false)
  const { account, sender } = await rowsOf(tenant)
  expect([account.token_status, sender.status]).toEqual([before.account.token_status, 'connected'])
  expect(account.due_at.getTime()).toBeLessThan(Date.now() + 400_000)
})
