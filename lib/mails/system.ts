import { sql } from 'drizzle-orm'
import { mails } from '@/db/tables/mails'
import type { SystemTx } from '@/db/tenant'

type NewMail = Pick<typeof mails.$inferInsert, 'id' | 'template' | 'recipient' | 'fieldsSealed' | 'dedupeKey'>

export async function insertMail(tx: SystemTx, mail: NewMail): Promise<void> {
  await tx
    .insert(mails)
    .values({ ...mail, nextAttemptAt: sql`clock_timestamp()` })
    .onConflictDoNothing()
}
