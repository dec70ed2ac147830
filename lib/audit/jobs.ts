import { anchorChains, type Report } from '@/lib/audit/anchor-chains'
import { sweepChains } from '@/lib/audit/sweep-chains'
import type { Job } from '@/lib/core/job'
import { policy } from '@/lib/core/policy'

/** Who is told of a broken chain stands further down the line than this module. */
export function auditJobs(report: Report): readonly Job[] {
  const run = async () => {
    const { anchored, broken } = await anchorChains(report)
    const swept = await sweepChains(report)
    return { anchored, read: swept.read, broken: broken + swept.broken }
  }
  return [{ name: 'audit', everySeconds: policy.audit.anchor.everySeconds, run }]
}
