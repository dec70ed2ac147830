import { describe, expect, test } from 'vitest'
import { makeApiKey, makeMembership, makeTenant, makeUser } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { mailsTo } from '@/lib/core/fixtures/mailbox'
import { fromTypeId, newUuid } from '@/lib/core/ids'
import { personActor, testContext } from '@/lib/core/test-context'
import { createApiKey } from '@/lib/keys/create'
import { plainKey } from '@/lib/keys/fixtures/person'
import { mailExpiringKeys } from '@/lib/keys/mail-expiring'
import { rotateApiKey } from '@/lib/keys/rotate'
import { sendDueMails } from '@/lib/mails/send-due'

async function member(tenantId: string, role: 'owner' | 'developer') {
  const email = `p-${newUuid()}@example.test`
  const { id } = await makeUser({ email, password: 'correct horse', iterations: 1_000 })
  await makeMembership({ tenantId, userId: id, role })
  return { id, email, ...testContext({ tenantId, mode: 'live', actor: personActor(role, { id, email }) }) }
}

async function team() {
  const { id, slug } = await makeTenant({ name: 'Kestrel' })
  const [anna, ben, dev, other] = [
    await member(id, 'owner'),
    await member(id, 'owner'),
    await member(id, 'developer'),
    await member(id, 'developer'),
  ]
  return { id, slug, anna, ben, dev, other }
}

/** The subjects of what somebody has got so far. */
async function arrived(email: string) {
  await sendDueMails()
  return (await mailsTo(email)).map(({ subject }) => subject).reverse()
}

describe('of a new key', () => {
  test('owners and whoever made it are told, once each, and never what it is', async () => {
    const { slug, anna, ben, dev, other } = await team()
    const { key } = await createApiKey(dev.ctx, { ...plainKey, name: 'checkout' })
    expect(await arrived(dev.email)).toEqual([])
    await dev.answered()
    for (const { email } of [anna, ben, dev]) {
      expect(await arrived(email)).toEqual(['New live API key in Kestrel'])
      const [mail] = await mailsTo(email)
      expect(mail?.text).toContain(`/dashboard/${slug}/live/api-keys`)
      for (const words of ['checkout', key.slice(0, 12), key.slice(-4)]) expect(mail?.text).toContain(words)
      expect(`${mail?.text} ${mail?.html}`).not.toContain(key.slice(12, -4))
    }
    expect(await arrived(other.email)).toEqual([])
  })

  test('that a rotation made, too; an owner who made it is told once', async () => {
    const { anna, ben } = await team()
    const old = await createApiKey(anna.ctx, plainKey)
    await rotateApiKey(anna.ctx, { id: old.id, overlapSeconds: 3_600 })
    await anna.answered()
    for (const { email } of [anna, ben]) expect(await arrived(email)).toHaveLength(2)
  })
})

describe('of a key whose end is near', () => {
  const near = 'An API key of Kestrel is about to expire'
  const expiring = async (tenantId: string, expiresIn: string, madeAgo = '300 days') => {
    const { id } = await makeApiKey({ tenantId, mode: 'live' })
    await owner`update api_keys set expires_at = clock_timestamp() + ${expiresIn}::interval,
      created_at = clock_timestamp() - ${madeAgo}::interval where id = ${id}`
    return id
  }
  const bringNearer = (id: string, expiresIn: string) =>
    owner`update api_keys set expires_at = clock_timestamp() + ${expiresIn}::interval where id = ${id}`

  test('owners are told 7 days and 1 day before, once each, however many look at once', async () => {
    const { id: tenantId, anna, ben, dev } = await team()
    const id = await expiring(tenantId, '7 days 1 hour')
    await mailExpiringKeys()
    expect(await arrived(anna.email)).toEqual([])
    await bringNearer(id, '6 days 23 hours')
    await Promise.all(Array.from({ length: 5 }, mailExpiringKeys))
    for (const { email } of [anna, ben]) expect(await arrived(email)).toEqual([near])
    await bringNearer(id, '25 hours')
    await mailExpiringKeys()
    expect(await arrived(anna.email)).toEqual([near])
    await bringNearer(id, '23 hours')
    await Promise.all(Array.from({ length: 5 }, mailExpiringKeys))
    for (const { email } of [anna, ben]) expect(await arrived(email)).toEqual([near, near])
    expect(await arrived(dev.email)).toEqual([])
  })

  test('one mail is enough where both distances have passed', async () => {
    const { id: tenantId, anna } = await team()
    await expiring(tenantId, '20 hours')
    await mailExpiringKeys()
    await mailExpiringKeys()
    expect(await arrived(anna.email)).toEqual([near])
  })

  test('nobody is told when it was made to last no longer, has ended, or another is in its place', async () => {
    const { id: tenantId, anna } = await team()
    await expiring(tenantId, '20 hours', '1 hour')
    await expiring(tenantId, '-1 hour')
    const revoked = await expiring(tenantId, '2 days')
    await owner`update api_keys set revoked_at = clock_timestamp() where id = ${revoked}`
    const old = await createApiKey(anna.ctx, plainKey)
    await rotateApiKey(anna.ctx, { id: old.id, overlapSeconds: 3_600 })
    await owner`update api_keys set created_at = created_at - interval '90 days' where id = ${fromTypeId('key', old.id)}`
    await mailExpiringKeys()
    expect(await arrived(anna.email)).toEqual([])
  })
})
