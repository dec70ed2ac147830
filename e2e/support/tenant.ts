import { randomBytes, randomInt } from 'node:crypto'
import { makeApiKey, makeMembership, makeSender, makeTenant, makeUser } from '@/db/factories'
import type { Role } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import type { Plan } from '@/lib/core/policy'
import type { Sandbox } from './sandbox'

export type Tenant = Awaited<ReturnType<typeof newTenant>>

/** A tenant that can send, as `npm run tenant:create` makes them, but with a password that is quick to check. */
export async function newTenant(sandbox: Sandbox, { plan }: { plan?: Plan } = {}) {
  const { id, slug } = await makeTenant({ name: 'Kestrel', plan })
  const phone = `+1212${randomInt(2_000_000, 10_000_000)}`
  const common = { tenantId: id, phone, displayName: 'Kestrel' }
  const [owner, sender, live, test] = await Promise.all([
    addMember(id, 'owner'),
    makeSender({ ...common, mode: 'live' }),
    makeApiKey({ tenantId: id, mode: 'live' }),
    makeApiKey({ tenantId: id, mode: 'test' }),
    makeSender({ ...common, mode: 'test' }),
  ])
  await sandbox.addSender({
    waba_id: sender.wabaId,
    phone_number_id: sender.phoneNumberId,
    display_phone_number: phone,
    verified_name: 'Kestrel',
    access_token: sender.accessToken,
    templates: sender.templates,
  })
  return {
    id,
    tenant_id: toTypeId('tenant', id),
    slug,
    ...owner,
    live_key: live.key,
    test_key: test.key,
    sender_id: toTypeId('sender', sender.id),
    sender_phone: phone,
    phone_number_id: sender.phoneNumberId,
    access_token: sender.accessToken,
  }
}

export type Person = { email: string; password: string }

export async function addMember(tenantId: string, role: Role): Promise<Person> {
  const email = `${role}-${randomBytes(6).toString('hex')}@example.test`
  const password = randomBytes(12).toString('base64url')
  const user = await makeUser({ email, password, iterations: 1_000 })
  await makeMembership({ tenantId, userId: user.id, role })
  return { email, password }
}
