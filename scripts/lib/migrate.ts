import type { Environment } from './environment'

/** Brings the database of this environment up to date. */
export async function migrate({ DATABASE_OWNER_URL, DATABASE_URL, APP_ENV }: Environment): Promise<void> {
  const { migrateDatabase } = await import('@/db/migrate')
  await migrateDatabase({
    ownerUrl: DATABASE_OWNER_URL ?? '',
    appUrl: DATABASE_URL ?? '',
    environment: APP_ENV ?? '',
  })
}
