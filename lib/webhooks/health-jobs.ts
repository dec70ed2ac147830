import type { Job } from '@/lib/core/job'
import { policy } from '@/lib/core/policy'
import { watchEndpoints } from '@/lib/webhooks/watch'

export const endpointHealthJobs: readonly Job[] = [
  { name: 'endpoints', everySeconds: policy.webhooks.watch.everySeconds, run: watchEndpoints },
]
