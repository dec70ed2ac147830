import { z } from 'zod'
import type { Plan } from '@/lib/core/policy'

/** What a tool needs to act as a new tenant: the answer of `npm run tenant:create`. */
export const TenantSchema = z.object({
  tenant_id: z.string(),
  slug: z.string(),
  email: z.string(),
  password: z.string(),
  live_key: z.string(),
  test_key: z.string(),
  webhook_secret: z.string(),
  sender_id: z.string(),
  sender_phone: z.string(),
})
export type Tenant = z.infer<typeof TenantSchema>

interface NewTenant {
  email: string
  plan: Plan
  sandboxUrl: string
}

/** Makes a tenant that can send at once: in the database of `DATABASE_URL`, and with its sender in the sandbox. */
export async function makeTenant({ email, plan, sandboxUrl }: NewTenant): Promise<Tenant> {
  const { seedTenant } = await import('@/db/seed')
  const { sandbox, ...tenant } = await seedTenant({ email, plan }).catch((cause) => explain(cause, email))
  await connectSender(sandboxUrl, sandbox)
  return TenantSchema.parse(tenant)
}

/** What the driver says of itself carries the whole query with its parameters; its cause says what was wrong. */
function explain(error: unknown, email: string): never {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error && 'code' in cause && cause.code === '23505') {
    throw new Error(`${email} belongs to a user already: choose another address.`, { cause })
  }
  throw new Error(`The tenant could not be made: ${cause instanceof Error ? cause.message : cause}.`, {
    cause,
  })
}

/** The pool would otherwise keep the process alive. */
export async function closeDatabase(): Promise<void> {
  const database = await import('@/db/tenant')
  await database.closeDatabase()
}

async function connectSender(sandboxUrl: string, sender: unknown) {
  const response = await fetch(`${sandboxUrl}/_sandbox/senders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sender),
    signal: AbortSignal.timeout(5_000),
  }).catch((cause) => {
    throw new Error(`The sandbox does not answer at ${sandboxUrl}: start it with npm start.`, { cause })
  })
  if (!response.ok) {
    throw new Error(`The sandbox refused the sender with ${response.status}: ${await response.text()}`)
  }
}
