import { asSystem } from '@/db/tenant'
import { findEnvironment } from '@/lib/tenants/system'

/** Whether the database can be asked. */
export async function databaseAnswers(): Promise<boolean> {
  return asSystem(findEnvironment).then(
    (environment) => environment !== null,
    () => false,
  )
}
