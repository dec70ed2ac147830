import { asSystem } from '@/db/tenant'
import { policy } from '@/lib/core/policy'
import { deleteForgotten } from '@/lib/webhooks/forget-system'

/** Deletes what is left of deleted endpoints once nothing that was delivered to them is kept. Part of the retention. */
export async function forgetEndpoints(): Promise<number> {
  for (let forgotten = 0; ; ) {
    const gone = await asSystem(deleteForgotten)
    forgotten += gone
    if (gone < policy.retentionSweep.batchRows) return forgotten
  }
}
