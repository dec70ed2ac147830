import type { Job } from '@/lib/core/job'
import { policy } from '@/lib/core/policy'
import { handleDueRequests } from '@/lib/privacy/handle-requests'
import { reseal } from '@/lib/privacy/reseal'
import { sweepRetention } from '@/lib/privacy/sweep'

export const privacyJobs: readonly Job[] = [
  { name: 'retention', everySeconds: 3_600, run: sweepRetention },
  { name: 'deletions', everySeconds: 10, run: handleDueRequests },
  { name: 'reseal', everySeconds: policy.keyRing.resealSeconds, run: reseal },
]
