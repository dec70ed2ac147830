import { and, eq, sql } from 'drizzle-orm'
import { personMarks } from '@/db/tables/messages'
import type { TenantTx } from '@/db/tenant'

type Mark = Pick<typeof personMarks.$inferInsert, 'person' | 'kind' | 'value' | 'at'>

/**
 * Keeps what a person said if it is newer than what they said before; of two words of the same instant the one that
 * comes later in the alphabet, so that `stop` wins over `start`. Whether it was kept.
 */
export async function advanceMark(tx: TenantTx, mark: Mark): Promise<boolean> {
  const kept = await tx
    .insert(personMarks)
    .values(mark)
    .onConflictDoUpdate({
      target: [personMarks.tenantId, personMarks.mode, personMarks.person, personMarks.kind],
      set: { value: mark.value, at: mark.at },
      setWhere: sql`(excluded.at, excluded.value) > (${personMarks.at}, ${personMarks.value})`,
    })
    .returning({ person: personMarks.person })
  return kept.length > 0
}

export async function findMark(
  tx: TenantTx,
  person: string,
  kind: Mark['kind'],
): Promise<{ value: string; at: Date } | null> {
  const [row] = await tx
    .select({ value: personMarks.value, at: personMarks.at })
    .from(personMarks)
    .where(and(eq(personMarks.person, person), eq(personMarks.kind, kind)))
  return row ?? null
}
