import { asSystem, withTenant } from '@/db/tenant'
import type { Job } from '@/lib/core/job'
import { jobContext } from '@/lib/core/job-context'
import { log } from '@/lib/core/log'
import { settleTestTemplates } from '@/lib/templates/settle-test'
import { submitTemplates } from '@/lib/templates/submit'
import { syncAccount } from '@/lib/templates/sync-account'
import { selectDueAccounts, selectDueNames } from '@/lib/templates/system'
import { tellOfTemplates } from '@/lib/templates/tell'

const batch = 50

export const templateJobs: readonly Job[] = [
  { name: 'templates', everySeconds: 2, run: handleDueTemplates },
  { name: 'template-sync', everySeconds: 30, run: syncDueAccounts },
]

/** Hands in what a process that died has left, decides what test mode has waiting, and tells people. */
export async function handleDueTemplates(): Promise<{ due: number; told: number }> {
  const due = await asSystem((tx) => selectDueNames(tx, batch))
  for (const { tenantId, mode, wabaId, name } of due) {
    const ctx = jobContext('templates', { tenantId, mode })
    const work =
      mode === 'test' ? withTenant(ctx, settleTestTemplates) : submitTemplates(ctx, { wabaId, name })
    await Promise.resolve(work).catch((error: unknown) =>
      log.error('a template could not be handed in', { name, err: error }),
    )
  }
  return { due: due.length, told: await tellOfTemplates() }
}

/** Reads again what was last read an hour ago, or never. One account that fails holds up no other. */
export async function syncDueAccounts(): Promise<{ accounts: number }> {
  const due = await asSystem((tx) => selectDueAccounts(tx, batch))
  for (const { tenantId, wabaId } of due)
    await syncAccount(jobContext('templates', { tenantId, mode: 'live' }), wabaId).catch((error: unknown) =>
      log.error('an account could not be synced', { wabaId, err: error }),
    )
  return { accounts: due.length }
}
