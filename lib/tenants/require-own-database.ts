import { asSystem } from '@/db/tenant'
import { env } from '@/lib/core/env'
import { findEnvironment } from '@/lib/tenants/system'

/** Throws one sentence when the database belongs to another world, such as staging's to production. */
export async function requireOwnDatabase(): Promise<void> {
  const environment = await asSystem(findEnvironment)
  if (environment !== env().APP_ENV)
    throw new Error(`This database belongs to ${environment ?? 'nobody'}; APP_ENV is ${env().APP_ENV}.`)
}
