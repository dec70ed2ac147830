import type { Job } from '@/lib/core/job'
import { runDueRecoveries } from '@/lib/webhooks/run-recoveries'

export const recoveryJobs: readonly Job[] = [{ name: 'recoveries', everySeconds: 1, run: runDueRecoveries }]
