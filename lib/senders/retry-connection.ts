import type { Ctx } from '@/lib/core/context'
import type { ConnectionObject } from '@/lib/senders/connection-schema'
import { goOn } from '@/lib/senders/go-on'
import { canRetry } from '@/lib/senders/present-connection'

/** Tries the step that halted once more. Throws `not_found` and `state_conflict`. */
export function retryConnection(ctx: Ctx, { id }: { id: string }): Promise<ConnectionObject> {
  return goOn(ctx, id, (row) =>
    canRetry(row) ? { change: {} } : { refusal: 'There is nothing to try again; open the dialog once more.' },
  )
}
