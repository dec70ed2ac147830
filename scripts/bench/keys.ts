import type { Environment } from '../lib/environment'

export interface Keys {
  test: string[]
  live: string[]
}

const tenants = 4

/** API keys of a few tenants that can send, made in the database of this environment. */
export async function seedKeys(environment: Environment): Promise<Keys> {
  Object.assign(process.env, environment)
  const { seedTenant } = await import('@/db/seed')
  const { closeDatabase } = await import('@/db/tenant')
  const keys: Keys = { test: [], live: [] }
  for (let number = 1; number <= tenants; number++) {
    const tenant = await seedTenant({ email: `owner@bench${number}.test`, plan: 'scale' })
    keys.test.push(tenant.test_key)
    keys.live.push(tenant.live_key)
  }
  await closeDatabase()
  return keys
}
