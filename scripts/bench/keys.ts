import type { Environment } from '../lib/environment'

export interface Keys {
  test: string[]
  live: string[]
}

/** So many that no tenant meets its limit of requests a minute, however fast the server is. */
const tenants = 400
const atOnce = 8

/** API keys of tenants that can send, made in the database of this environment. */
export async function seedKeys(environment: Environment): Promise<Keys> {
  Object.assign(process.env, environment)
  const { closeDatabase } = await import('@/db/tenant')
  const keys: Keys = { test: [], live: [] }
  const waiting = Array.from({ length: tenants }, (_, number) => number)
  const worker = async () => {
    while (waiting.pop() !== undefined) {
      const tenant = await seedTenant()
      keys.test.push(tenant.test)
      keys.live.push(tenant.live)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  await closeDatabase()
  return keys
}

/** Without an owner: nobody signs in here, and a password's hash takes a third of a second. */
async function seedTenant() {
  const { makeApiKey, makeSender, makeTenant } = await import('@/db/factories')
  const { id: tenantId } = await makeTenant({ plan: 'scale' })
  await makeSender({ tenantId, mode: 'live' })
  await makeSender({ tenantId, mode: 'test' })
  const live = await makeApiKey({ tenantId, mode: 'live' })
  const test = await makeApiKey({ tenantId, mode: 'test' })
  return { live: live.key, test: test.key }
}
