import type { Job } from '@/lib/core/job'
import { sweepRetention } from '@/lib/privacy/sweep'

export const privacyJobs: readonly Job[] = [{ name: 'retention', everySeconds: 3_600, run: sweepRetention }]
