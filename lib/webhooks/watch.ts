import { asSystem, withTenant } from '@/db/tenant'
import { cancelWaiting } from '@/lib/webhooks/cancel-waiting'
import { disableDoomed } from '@/lib/webhooks/disable-store'
import { emitEvents } from '@/lib/webhooks/emit-events'
import { presentEndpoint } from '@/lib/webhooks/present-endpoint'
import { holdLanes } from '@/lib/webhooks/queue-store'
import { tellOfEndpoints } from '@/lib/webhooks/tell-of-endpoints'
import { selectDoomed, type Watched } from '@/lib/webhooks/watch-system'

const batch = 100

/**
 * Looks after endpoints: disables what answered 410 or has failed for days, tells people before and then, and clears
 * what waits for those that take nothing any more. Any number of processes may do it at once.
 */
export async function watchEndpoints() {
  const disabled = await disableAll()
  const told = await tellOfEndpoints()
  return { disabled, told, ...(await cancelWaiting()) }
}

async function disableAll(): Promise<number> {
  for (let disabled = 0; ; ) {
    const doomed = await asSystem((tx) => selectDoomed(tx, batch))
    let done = 0
    for (const watched of doomed) if (await disable(watched)) done++
    disabled += done
    if (doomed.length < batch || done === 0) return disabled
  }
}

/** The tenant's other endpoints hear of it by an event, which exists if and only if it was disabled. */
function disable({ endpointId, ...scope }: Watched): Promise<boolean> {
  return withTenant(scope, async (tx) => {
    await holdLanes(tx, [endpointId])
    const found = await disableDoomed(tx, endpointId)
    if (!found) return false
    const data = presentEndpoint(found.endpoint, found.lane)
    await emitEvents(tx, [{ type: 'webhook_endpoint.disabled', subjectId: data.id, data }])
    return true
  })
}
