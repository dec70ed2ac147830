import { asSystem } from '@/db/tenant'
import { openSealed } from '@/lib/alerts/open-sealed'
import { seal } from '@/lib/core/crypto'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'
import {
  replaceSealed,
  type SealedColumn,
  type SealedRow,
  sealedColumns,
  selectOutdated,
} from '@/lib/privacy/seal-system'

/**
 * Seals anew what is sealed under an older key of the ring: a batch at a time, each value in its place, and only if it
 * is still the one that was read. Nothing stands still meanwhile, for either key opens. Once a run leaves none, the
 * old key may leave the ring. What does not open is told of, left as it is, and counted. Safe to run many at once.
 */
export async function resealOutdated(): Promise<{ resealed: number; unopened: number }> {
  const counts = { resealed: 0, unopened: 0 }
  for (const place of sealedColumns) await resealColumn(place, counts)
  if (counts.resealed > 0) log.info('sealed anew under the current key', counts)
  return counts
}

async function resealColumn(
  place: SealedColumn,
  counts: { resealed: number; unopened: number },
): Promise<void> {
  const limit = policy.reseal.batchRows
  let after: string | null = null
  for (;;) {
    const rows: SealedRow[] = await nextRows(place, after, limit)
    for (const row of rows) {
      const sealed = resealed(place, row)
      if (sealed === null) counts.unopened++
      else if (await asSystem((tx) => replaceSealed(tx, place, row, sealed))) counts.resealed++
    }
    after = rows.at(-1)?.rowId ?? null
    if (rows.length < limit) return
  }
}

function nextRows(place: SealedColumn, after: string | null, limit: number): Promise<SealedRow[]> {
  return asSystem((tx) => selectOutdated(tx, place, { after, limit }))
}

function resealed({ table, column }: SealedColumn, { tenantId, rowId, sealed }: SealedRow): string | null {
  const place = { table, column, tenantId, rowId }
  try {
    return seal(place, openSealed(place, sealed))
  } catch {
    return null
  }
}
