import { describe, expect, test } from 'vitest'
import { makeMembership, makeTenant, makeUser } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { personActor, testContext } from '@/lib/core/test-context'
import { personOf } from '@/lib/keys/fixtures/person'
import { createEndpoint } from '@/lib/webhooks/create-endpoint'
import { SecretObject, SecretState } from '@/lib/webhooks/endpoint-schema'
import { auditOf, plainEndpoint, signalsOf } from '@/lib/webhooks/fixtures/endpoints'
import { getSecretState } from '@/lib/webhooks/get-secret-state'
import { openSigningSecrets } from '@/lib/webhooks/read-secrets'
import { revealSecret } from '@/lib/webhooks/reveal-secret'
import { rotateSecret } from '@/lib/webhooks/rotate-secret'

async function workspace() {
  const tenant = await makeTenant()
  const live = await personOf(tenant.id, 'owner', 'live')
  const test = await personOf(tenant.id, 'owner', 'test')
  return { tenantId: tenant.id, own: tenant.webhookSecret, live, test }
}
type Workspace = Awaited<ReturnType<typeof workspace>>
const signing = ({ ctx }: Workspace['live']) =>
  withTenant(ctx, async (tx) => (await openSigningSecrets(ctx, tx)).secrets)

/** As if everything had happened so many hours earlier. */
async function letHoursPass(tenantId: string, hours: number) {
  const by = `${hours} hours`
  await owner`update webhook_secrets set created_at = created_at - ${by}::interval where tenant_id = ${tenantId}`
}

describe('the secret', () => {
  test('is the tenant’s own in both modes until one is rotated, and then only that one’s', async () => {
    const { own, live, test: other } = await workspace()
    expect((await revealSecret(live.ctx)).secret).toBe(own)
    expect((await revealSecret(other.ctx)).secret).toBe(own)
    const rotated = await rotateSecret(other.ctx)
    expect(SecretObject.parse(rotated)).toEqual(rotated)
    expect(rotated.mode).toBe('test')
    expect(rotated.secret).toMatch(/^whsec_[\w+/]{32}$/)
    expect((await revealSecret(other.ctx)).secret).toBe(rotated.secret)
    expect((await revealSecret(live.ctx)).secret).toBe(own)
    expect(await signing(live)).toEqual([own])
    expect(await signing(other)).toEqual([rotated.secret, own])
  })

  test('is shown to whom it belongs, and its state says everything but it', async () => {
    const { own, live } = await workspace()
    const seen = await revealSecret(live.ctx)
    expect(seen).toMatchObject({ secret: own, previous_valid_until: null })
    const state = await getSecretState(live.ctx)
    expect(SecretState.strict().parse(state)).toEqual(state)
    expect(JSON.stringify(state)).not.toContain('whsec_')
    const rotated = await rotateSecret(live.ctx)
    const { created_at, previous_valid_until } = await getSecretState(live.ctx)
    expect({ created_at, previous_valid_until }).toEqual({
      created_at: rotated.created_at,
      previous_valid_until: rotated.previous_valid_until,
    })
    const overlap = Date.parse(rotated.previous_valid_until ?? '') - Date.parse(rotated.created_at)
    expect(overlap).toBe(policy.webhooks.secret.overlapHours * 3_600_000)
  })

  test('that was replaced signs along for 24 hours, and then no more', async () => {
    const { tenantId, own, live } = await workspace()
    const { secret } = await rotateSecret(live.ctx)
    await letHoursPass(tenantId, 23.99)
    expect(await signing(live)).toEqual([secret, own])
    await letHoursPass(tenantId, 0.02)
    expect(await signing(live)).toEqual([secret])
    expect((await getSecretState(live.ctx)).previous_valid_until).toBeNull()
  })

  test('signs with two others at most, however many rotate at once; the refusal says when there may be another', async () => {
    const { tenantId, own, live, test: other } = await workspace()
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => rotateSecret(live.ctx)))
    const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.secret] : []))
    expect(made).toHaveLength(policy.webhooks.secret.atOnce - 1)
    const now = await signing(live)
    expect(now).toHaveLength(policy.webhooks.secret.atOnce)
    expect(new Set(now)).toEqual(new Set([...made, own]))
    for (const result of results)
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({
          code: 'state_conflict',
          options: { detail: expect.stringMatching(/possible at 20\d\d-.+Z\.$/) },
        })
    await rotateSecret(other.ctx)
    await letHoursPass(tenantId, 24)
    await rotateSecret(live.ctx)
  })

  test('of a workspace that never had one is made when it is first asked for, once', async () => {
    const { tenantId, live } = await workspace()
    await owner`update tenants set webhook_secret_sealed = null where id = ${tenantId}`
    const seen = await Promise.all(Array.from({ length: 8 }, () => revealSecret(live.ctx)))
    expect(new Set(seen.map(({ secret }) => secret)).size).toBe(1)
    expect(await owner`select from webhook_secrets where tenant_id = ${tenantId}`).toHaveLength(1)
  })

  test('is there before anything is sent: with the first endpoint at the latest', async () => {
    const { tenantId, live } = await workspace()
    await owner`update tenants set webhook_secret_sealed = null where id = ${tenantId}`
    await createEndpoint(live.ctx, plainEndpoint())
    await createEndpoint(live.ctx, plainEndpoint())
    expect(await owner`select mode from webhook_secrets where tenant_id = ${tenantId}`).toEqual([
      { mode: 'live' },
    ])
  })

  test('is sealed: the database has it nowhere in the clear', async () => {
    const { tenantId, live } = await workspace()
    const { secret } = await rotateSecret(live.ctx)
    await live.answered()
    const rows = await owner`select secret_sealed from webhook_secrets where tenant_id = ${tenantId}`
    expect(rows).toEqual([{ secret_sealed: expect.stringMatching(/^v1\./) }])
    const tables = await owner<{ name: string }[]>`
      select c.oid::regclass::text as name from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`
    const core = secret.slice('whsec_'.length)
    for (const { name } of tables) {
      const found = await owner.unsafe(
        `select from ${name} t where position($1 in row_to_json(t)::text) > 0`,
        [core],
      )
      expect([name, found.length]).toEqual([name, 0])
    }
  })
})

describe('whoever looks or rotates', () => {
  test('must have proven just now who they are; a key rotates and never looks', async () => {
    const { id: tenantId } = await makeTenant()
    const stale = { ...personActor('owner'), authenticatedAt: new Date(Date.now() - 301_000) }
    const old = testContext({ tenantId, mode: 'live', actor: stale }).ctx
    const stepUp = { code: 'step_up_required', status: 403 }
    await expect(revealSecret(old)).rejects.toMatchObject(stepUp)
    await expect(rotateSecret(old)).rejects.toMatchObject(stepUp)
    const key = testContext({ tenantId, mode: 'live' }).ctx
    await expect(revealSecret(key)).rejects.toMatchObject({ code: 'role_missing', status: 403 })
    await expect(getSecretState(key)).rejects.toMatchObject({ code: 'role_missing' })
    expect((await rotateSecret(key)).secret).toMatch(/^whsec_/)
    expect(await owner`select from webhook_secrets where tenant_id = ${tenantId}`).toHaveLength(1)
  })

  test('is in the audit log and among the signals, by who they are and never with what they saw', async () => {
    const { live } = await workspace()
    const { ctx, answered } = live
    await revealSecret(ctx)
    const { secret } = await rotateSecret(ctx)
    await answered()
    const subject = ctx.actor.type === 'user' ? ctx.actor.id : ''
    const entries = await auditOf(ctx)
    expect(entries.map(({ action, target_id }) => [action, target_id])).toEqual([
      ['webhook_secret.seen', 'live'],
      ['webhook_secret.rotated', 'live'],
    ])
    const noted = await signalsOf(ctx)
    const kind = 'webhook_secret_seen'
    expect(noted).toEqual([
      { kind, subject, facts: {} },
      { kind, subject, facts: { how: 'rotated' } },
    ])
    expect(JSON.stringify([entries, noted])).not.toContain(secret.slice(6, 20))
  })

  test('is told of to owners and admins by mail when it is rotated, once each, and to nobody else', async () => {
    const { id: tenantId } = await makeTenant({ name: 'Kestrel' })
    const join = async (role: 'owner' | 'admin' | 'developer') => {
      const email = `${role}-${newUuid()}@example.test`
      const { id: userId } = await makeUser({ email, password: 'x', iterations: 1 })
      await makeMembership({ tenantId, userId, role })
      return email
    }
    const [boss, admin] = [await join('owner'), await join('admin')]
    await join('developer')
    const { ctx, answered } = testContext({ tenantId, mode: 'live' })
    await rotateSecret(ctx)
    await answered()
    const mails = await owner<{ recipient: string }[]>`
      select recipient from mails where template = 'webhook_secret_rotated'
        and dedupe_key like ${`webhook_secret_rotated ${tenantId}%`} order by recipient`
    expect(mails.map(({ recipient }) => recipient)).toEqual([admin, boss].sort())
  })
})
