import { asSystem } from '@/db/tenant'
import type { Job } from '@/lib/core/job'
import { ensurePartitions } from '@/lib/privacy/system'

export const privacyJobs: readonly Job[] = [
  {
    name: 'retention',
    everySeconds: 3_600,
    run: async () => ({ partitionsMade: await asSystem(ensurePartitions) }),
  },
]
