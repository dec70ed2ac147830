import { asSystem } from '@/db/tenant'
import { jobContext } from '@/lib/core/job-context'
import { log } from '@/lib/core/log'
import { advanceConnection, giveUp } from '@/lib/senders/advance-connection'
import type { ConnectionRow } from '@/lib/senders/connection-store'
import { claimDueConnections, findLeavingAccounts } from '@/lib/senders/connection-system'
import { leaveAccount } from '@/lib/senders/leave-account'

const batch = 20

/**
 * Takes up connections whose process died or whom Meta let wait, ends those that nobody came back to, and finishes
 * leaving accounts. Safe to run many at once.
 */
export async function runDueConnections(): Promise<{ taken: number; left: number }> {
  let taken = 0
  for (;;) {
    const due = await asSystem((tx) => claimDueConnections(tx, batch))
    taken += due.length
    await Promise.all(due.map(takeUp))
    if (due.length < batch) break
  }
  const leaving = await asSystem((tx) => findLeavingAccounts(tx, batch))
  for (const account of leaving) await leaveAccount(jobContext('connections', account), account.id)
  return { taken, left: leaving.length }
}

async function takeUp(row: ConnectionRow): Promise<void> {
  const ctx = jobContext('connections', row)
  try {
    if (row.status === 'running' || row.status === 'waiting_on_meta') await advanceConnection(ctx, row)
    else if (row.status === 'open' || row.status === 'timed_out')
      await giveUp(ctx, row, 'silence', null, 'timed_out')
    else await giveUp(ctx, row, 'given_up', null)
  } catch (error) {
    log.error('a connection could not go on; its lease will end', { connectionId: row.id, err: error })
  }
}
