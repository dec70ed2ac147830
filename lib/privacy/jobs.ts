import type { Job } from '@/lib/core/job'
import { resealOutdated } from '@/lib/privacy/reseal'
import { sweepRetention } from '@/lib/privacy/sweep'

export const privacyJobs: readonly Job[] = [
  { name: 'retention', everySeconds: 3_600, run: sweepRetention },
  { name: 'reseal', everySeconds: 600, run: resealOutdated },
]
