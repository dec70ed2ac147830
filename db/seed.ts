import { randomBytes } from 'node:crypto'
import { makeApiKey, makeMembership, makeSender, makeTenant, makeUser } from '@/db/factories'
import { toTypeId } from '@/lib/core/ids'
import type { Plan } from '@/lib/core/policy'

type Options = { email: string; plan: Plan }

/** A tenant that can send at once: a verified owner, keys, and a number that the sandbox has still to be told of. */
export async function seedTenant({ email, plan }: Options) {
  const name = nameOf(email)
  const password = randomBytes(12).toString('base64url')
  const [tenant, user] = await Promise.all([
    makeTenant({ name, plan, slug: `${slugOf(name)}-${randomBytes(3).toString('hex')}` }),
    makeUser({ email, password }),
  ])
  const tenantId = tenant.id
  await makeMembership({ tenantId, userId: user.id })
  const phone = `+1202555${String(100 + Math.floor(Math.random() * 100)).padStart(4, '0')}`
  const common = { tenantId, displayName: name, phone }
  const [sender, live, test] = await Promise.all([
    makeSender({ ...common, mode: 'live' }),
    makeApiKey({ tenantId, mode: 'live', name: 'production-api', createdBy: user.id }),
    makeApiKey({ tenantId, mode: 'test', name: 'test-api', createdBy: user.id }),
    makeSender({ ...common, mode: 'test' }),
  ])
  return {
    tenant_id: toTypeId('tenant', tenantId),
    slug: tenant.slug,
    email,
    password,
    live_key: live.key,
    test_key: test.key,
    webhook_secret: tenant.webhookSecret,
    sender_id: toTypeId('sender', sender.id),
    sender_phone: sender.phone,
    /** What the sandbox has to know of the number, so that it plays Meta for it. */
    sandbox: {
      waba_id: sender.wabaId,
      phone_number_id: sender.phoneNumberId,
      display_phone_number: sender.phone,
      verified_name: name,
      access_token: sender.accessToken,
      templates: sender.templates,
    },
  }
}

function nameOf(email: string): string {
  const domain = email.split('@')[1]?.split('.')[0] ?? 'workspace'
  return domain.charAt(0).toUpperCase() + domain.slice(1)
}

function slugOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'workspace'
  )
}
