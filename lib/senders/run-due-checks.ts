import { asSystem } from '@/db/tenant'
import { jobContext } from '@/lib/core/job-context'
import { log } from '@/lib/core/log'
import { checkAccount } from '@/lib/senders/check-account'
import { claimDueAccounts } from '@/lib/senders/health-system'

const batch = 10

/** Looks at the accounts that are due, a batch at a time. Safe to run many at once. */
export async function runDueChecks(): Promise<{ checked: number }> {
  let checked = 0
  for (;;) {
    const due = await asSystem((tx) => claimDueAccounts(tx, batch))
    await Promise.all(
      due.map((account) =>
        checkAccount(jobContext('sender-checks', account), account.id).catch((error: unknown) =>
          log.error('an account could not be looked at', { accountId: account.id, err: error }),
        ),
      ),
    )
    checked += due.length
    if (due.length < batch) return { checked }
  }
}
