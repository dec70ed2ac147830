import { describe, expect, test } from 'vitest'
import { makeMembership, makeTenant, makeUser } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { personActor, testContext } from '@/lib/core/test-context'
import { createApiKey } from '@/lib/keys/create'
import { plainKey } from '@/lib/keys/fixtures/person'
import { dismissChecklist } from '@/lib/onboarding/dismiss-checklist'
import { findFirstFlight } from '@/lib/onboarding/find-first-flight'
import { getChecklist } from '@/lib/onboarding/get-checklist'
import { listFirstFlights } from '@/lib/onboarding/list-first-flights'
import { openAnotherWorkspace, openWorkspace } from '@/lib/onboarding/open-workspace'
import { order } from '@/lib/otp/fixtures/sending'
import { sendOtp } from '@/lib/otp/send'
import { verifyTestOtp } from '@/lib/otp/verify-test-otp'

const visit = () => ({ requestId: newUuid(), address: '192.0.2.7' })

async function newcomer(email = `ada-${newUuid()}@kestrel.example`) {
  return makeUser({ email, password: 'correct horse battery', iterations: 1_000 })
}

async function opened() {
  const user = await newcomer()
  const { tenantId } = await openWorkspace(visit(), user)
  const actor = personActor('owner', user)
  return { user, tenantId, ...testContext({ tenantId, mode: 'test', actor }) }
}

describe('the first workspace', () => {
  test('has its owner, its name from the address, a sealed secret, and an entry in its audit log', async () => {
    const user = await newcomer()
    const at = visit()
    const { tenantId, slug, isNew } = await openWorkspace(at, user)
    expect(isNew).toBe(true)
    expect(slug).toMatch(/^kestrel-[0-9a-f]{6}$/)
    const [row] = await owner`select t.name, t.plan, t.webhook_secret_sealed is not null as sealed, m.role
      from tenants t join memberships m on m.tenant_id = t.id and m.user_id = ${user.id} where t.id = ${tenantId}`
    expect(row).toEqual({ name: 'Kestrel', plan: 'free', sealed: true, role: 'owner' })
    const entries = await owner`select action, actor_type, actor_id, target_id, request_id, after
      from audit_entries where tenant_id = ${tenantId}`
    expect([...entries]).toEqual([
      {
        action: 'workspace.created',
        actor_type: 'user',
        actor_id: toTypeId('user', user.id),
        target_id: toTypeId('tenant', tenantId),
        request_id: at.requestId,
        after: { name: 'Kestrel', slug },
      },
    ])
  })

  test('can send a test OTP at once, in the usual languages, and nothing in live mode', async () => {
    const { ctx, tenantId } = await opened()
    const otp = await sendOtp(ctx, order('+15550100001', { locale: 'pt_BR' }))
    expect(otp.status).toBe('pending')
    const live = testContext({ tenantId, mode: 'live' })
    await expect(sendOtp(live.ctx, order('+4915123456781'))).rejects.toMatchObject({ code: 'no_sender' })
    const rows = await owner`select mode, access_token_sealed from senders where tenant_id = ${tenantId}`
    expect([...rows]).toEqual([{ mode: 'test', access_token_sealed: null }])
  })

  test('is one, however many tabs ask for it at once', async () => {
    const user = await newcomer()
    const all = await Promise.all(Array.from({ length: 8 }, () => openWorkspace(visit(), user)))
    expect(new Set(all.map(({ tenantId }) => tenantId)).size).toBe(1)
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1)
    const [row] = await owner`select count(*)::int as workspaces,
      (select count(*)::int from senders s where s.tenant_id = min(m.tenant_id::text)::uuid) as senders
      from memberships m where user_id = ${user.id}`
    expect(row).toEqual({ workspaces: 1, senders: 1 })
  })

  test('is not made for who is in a team already', async () => {
    const user = await newcomer()
    const team = await makeTenant()
    await makeMembership({ tenantId: team.id, userId: user.id, role: 'developer' })
    expect(await openWorkspace(visit(), user)).toEqual({ tenantId: team.id, slug: team.slug, isNew: false })
  })

  test('of two people of one company are two, with addresses of their own', async () => {
    const both = await Promise.all([opened(), opened()])
    expect(both[0]?.tenantId).not.toBe(both[1]?.tenantId)
  })

  test('is followed by others, as ready, until there are as many as anybody may be in', async () => {
    const { user } = await opened()
    const most = policy.teams.tenantsPerPerson
    const others = await Promise.allSettled(
      Array.from({ length: most + 2 }, () => openAnotherWorkspace(visit(), user, { name: 'Heron' })),
    )
    const made = others.flatMap((other) => (other.status === 'fulfilled' ? [other.value] : []))
    expect(made).toHaveLength(most - 1)
    for (const other of others)
      if (other.status === 'rejected') expect(other.reason).toMatchObject({ code: 'state_conflict' })
    const [heron] = made
    const { ctx } = testContext({ tenantId: heron?.tenantId ?? '', mode: 'test' })
    expect((await sendOtp(ctx, order('+15550100001'))).status).toBe('pending')
  })
})

describe('the first flight', () => {
  test('ticks each step from what is there, and another device finds the same place', async () => {
    const { ctx, answered } = await opened()
    const done = async () =>
      (await getChecklist(ctx)).items.filter((item) => item.done).map(({ step }) => step)
    expect(await done()).toEqual([])
    expect(await findFirstFlight(ctx)).toEqual({ key: null, otp: null })

    const { key } = await createApiKey(ctx, plainKey)
    expect(await done()).toEqual(['test_key'])
    const flight = await findFirstFlight(ctx)
    expect(flight.key).toEqual({ name: 'shop', prefix: key.slice(0, 12), lastFour: key.slice(-4) })
    expect(JSON.stringify(flight)).not.toContain(key)

    const { otp_id } = await sendOtp(ctx, order('+15550100001'))
    await answered()
    expect(await done()).toEqual(['test_key', 'first_otp'])
    expect((await findFirstFlight(ctx)).otp).toMatchObject({ otp_id, delivery_status: 'delivered' })

    await verifyTestOtp(ctx, { otpId: otp_id, code: '123456' })
    expect(await done()).toEqual(['test_key', 'first_otp', 'verified'])
    expect((await findFirstFlight(ctx)).otp).toMatchObject({ status: 'verified' })
  })

  test('is timed for those who run the platform', async () => {
    const { ctx, tenantId } = await opened()
    const times = async () => (await listFirstFlights()).find((flight) => flight.tenantId === tenantId)
    expect(await times()).toMatchObject({ firstOtpAt: null, firstVerifiedAt: null })
    const { otp_id } = await sendOtp(ctx, order('+15550100001'))
    await verifyTestOtp(ctx, { otpId: otp_id, code: '123456' })
    const { openedAt, firstOtpAt, firstVerifiedAt } = (await times()) ?? {}
    expect(openedAt?.getTime()).toBeLessThanOrEqual(firstOtpAt?.getTime() ?? 0)
    expect(firstOtpAt?.getTime()).toBeLessThanOrEqual(firstVerifiedAt?.getTime() ?? 0)
  })
})

describe('the checklist', () => {
  test('is put away for the whole workspace, by who may change it', async () => {
    const { ctx, tenantId } = await opened()
    const developer = testContext({ tenantId, mode: 'test', actor: personActor('developer') })
    await expect(dismissChecklist(developer.ctx)).rejects.toMatchObject({ code: 'role_missing' })
    expect(await getChecklist(ctx)).toMatchObject({ dismissed: false })
    await Promise.all([dismissChecklist(ctx), dismissChecklist(ctx)])
    expect(await getChecklist(developer.ctx)).toMatchObject({ dismissed: true })
    expect(await getChecklist((await opened()).ctx)).toMatchObject({ dismissed: false })
  })

  test('sees what colleagues and a second factor there are', async () => {
    const { ctx, tenantId, user } = await opened()
    const colleague = await newcomer()
    await makeMembership({ tenantId, userId: colleague.id, role: 'support' })
    await owner`insert into totp_secrets (user_id, secret_sealed, confirmed_at) values (${user.id}, 'x', now())`
    const { items } = await getChecklist(ctx)
    expect(items.filter(({ done }) => done).map(({ step }) => step)).toEqual(['teammate', 'second_factor'])
  })
})
