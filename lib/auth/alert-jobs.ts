import { watchForAlerts } from '@/lib/alerts/watch'
import { selectOperators } from '@/lib/auth/system'
import type { Job } from '@/lib/core/job'
import { policy } from '@/lib/core/policy'
import { listOwnersIn } from '@/lib/tenants/list-owners'

/** It stands here, and not beside the alerts, because they know nobody whom they could tell. */
export const alertJobs: readonly Job[] = [
  {
    name: 'alerts',
    everySeconds: policy.alerts.everySeconds,
    run: () => watchForAlerts({ owners: listOwnersIn, operators: selectOperators }),
  },
]
