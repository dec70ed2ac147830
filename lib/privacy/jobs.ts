import type { Job } from '@/lib/core/job'
import { handleDueRequests } from '@/lib/privacy/handle-requests'
import { sweepRetention } from '@/lib/privacy/sweep'

export const privacyJobs: readonly Job[] = [
  { name: 'retention', everySeconds: 3_600, run: sweepRetention },
  { name: 'deletions', everySeconds: 10, run: handleDueRequests },
]
