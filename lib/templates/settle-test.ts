import type { TenantTx } from '@/db/tenant'
import { changeRow } from '@/lib/templates/change-row'
import { foldStatus } from '@/lib/templates/rules'
import { readClock, selectDue } from '@/lib/templates/store'

/**
 * Plays Meta's review in test mode, for what has waited for it long enough by the database's clock. The name decides:
 * `reject`, `pause` and `disable` in it lead there, so that every state can be tried.
 */
export async function settleTestTemplates(tx: TenantTx): Promise<number> {
  const due = (await selectDue(tx)).filter(({ mode }) => mode === 'test')
  if (due.length === 0) return 0
  const at = await readClock(tx)
  for (const row of due) {
    const verdict = verdictOn(row.name)
    const patch = foldStatus(row, { at, ...verdict }) ?? {}
    await changeRow(tx, row, {
      ...patch,
      dueInSeconds: null,
      quality: row.quality ?? 'UNKNOWN',
      syncedAt: at,
    })
  }
  return due.length
}

function verdictOn(name: string) {
  if (name.includes('reject'))
    return {
      event: 'REJECTED',
      rejectedReason: 'INVALID_FORMAT',
      detail: 'Test mode rejects what has “reject” in its name.',
    }
  if (name.includes('pause')) return { event: 'PAUSED', rejectedReason: null, detail: 'Paused for 3 hours.' }
  if (name.includes('disable')) return { event: 'DISABLED', rejectedReason: null, detail: null }
  return { event: 'APPROVED', rejectedReason: null, detail: null }
}
