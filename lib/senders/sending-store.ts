import { and, eq, gt, inArray, or, sql } from 'drizzle-orm'
import { senders, whatsappAccounts } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'

export function selectSending(tx: TenantTx, ids: string[]) {
  return tx
    .select({
      id: senders.id,
      wabaId: senders.wabaId,
      phone: senders.phone,
      isPrimary: senders.isPrimary,
      isCoexistence: senders.isCoexistence,
      throughput: senders.throughput,
      messagingLimit: whatsappAccounts.messagingLimit,
    })
    .from(senders)
    .leftJoin(whatsappAccounts, eq(whatsappAccounts.id, senders.accountId))
    .where(and(eq(senders.status, 'connected'), or(eq(senders.isPrimary, true), inArray(senders.id, ids))))
}

/** One more failure in a row. From the last that is borne on, the number rests. */
export async function countFailure(
  tx: TenantTx,
  id: string,
  { failures, restSeconds }: { failures: number; restSeconds: number },
): Promise<void> {
  await tx
    .update(senders)
    .set({
      failuresInRow: sql`${senders.failuresInRow} + 1`,
      pausedUntil: sql`case when ${senders.failuresInRow} + 1 >= ${failures}
        then clock_timestamp() + make_interval(secs => ${restSeconds}) else ${senders.pausedUntil} end`,
    })
    .where(eq(senders.id, id))
}

/** Touches no row of a number that was well. */
export async function endFailures(tx: TenantTx, id: string): Promise<void> {
  await tx
    .update(senders)
    .set({ failuresInRow: 0, pausedUntil: null })
    .where(and(eq(senders.id, id), gt(senders.failuresInRow, 0)))
}
