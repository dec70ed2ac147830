import type { Job } from '@/lib/core/job'
import { runDueChecks } from '@/lib/senders/run-due-checks'
import { tellNotices } from '@/lib/senders/tell-notices'

export const senderHealthJobs: readonly Job[] = [
  { name: 'sender-checks', everySeconds: 5, run: runDueChecks },
  { name: 'sender-notices', everySeconds: 15, run: tellNotices },
]
