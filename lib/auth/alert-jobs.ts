import { watchForAlerts } from '@/lib/alerts/watch'
import { listOperators } from '@/lib/auth/list-operators'
import type { Job } from '@/lib/core/job'
import { policy } from '@/lib/core/policy'
import { listOwners } from '@/lib/tenants/list-owners'

/** It stands here, and not beside the alerts, because they know nobody whom they could tell. */
export const alertJobs: readonly Job[] = [
  {
    name: 'alerts',
    everySeconds: policy.alerts.everySeconds,
    run: () => watchForAlerts({ owners: listOwners, operators: listOperators }),
  },
]
