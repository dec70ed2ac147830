import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { events } from '@/db/tables/webhooks'
import { asSystem } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { startEngine } from '@/lib/webhooks/engine'
import { fanOut } from '@/lib/webhooks/fan-out'
import { eventData } from '../peers/webhook-job'
import { receiveArrivals, timeEach } from './arrivals'
import { type Contestant, sinkUrl } from './contestant'

/**
 * Endpoints of as many tenants, each with 32 taken up at once at most, those included that are not yet written down: so
 * 512 in all, where the peers take up 500 and 800.
 */
const receivers = 16

/**
 * Our engine, with an attempt's row for each delivery: from rows of events, or, as with the peers, from a queue that
 * was filled before.
 */
export async function makeOurs({ fromQueue }: { fromQueue: boolean }): Promise<Contestant> {
  const owner = postgres(process.env.DATABASE_OWNER_URL ?? '', { max: 2 })
  const tenants: string[] = []
  const endpoints: string[] = []
  for (let count = 0; count < receivers; count++) {
    const { tenantId, endpointId } = await makeReceiver(sinkUrl)
    tenants.push(tenantId)
    endpoints.push(endpointId)
  }

  async function isDone(): Promise<boolean> {
    const [row] = await owner<{ done: boolean }[]>`
      select not exists (select from webhook_queue where endpoint_id = any(${endpoints}))
        and not exists (select from events where position is null) as done`
    return row?.done ?? false
  }

  return {
    prepare: async (count) => {
      for (let first = 0; first < count; first += 1_000)
        await insertEvents(
          Array.from(
            { length: Math.min(1_000, count - first) },
            (_, index) => tenants[index % receivers] ?? '',
          ),
        )
      while (fromQueue && (await fanOut()).placed > 0);
      // As autovacuum would after some minutes of such traffic; the peers have it as well.
      await owner`vacuum analyze events, webhook_queue, webhook_deliveries, webhook_attempts, webhook_lanes`
    },
    deliver: async () => {
      const engine = startEngine()
      while (!(await isDone())) await pause(5)
      // Not waited for: what an endpoint that hangs was sent may take as long as it takes.
      void engine.stop()
    },
    oneByOne: async (count) => {
      const arrivals = await receiveArrivals()
      const { tenantId } = await makeReceiver(arrivals.url)
      const engine = startEngine()
      const times = await timeEach(count, arrivals, async () => {
        await insertEvents([tenantId])
        engine.wake()
      })
      await engine.stop()
      return times
    },
  }
}

/** Written here and not by a verb, since what is measured begins after the commit. */
function insertEvents(tenantIds: readonly string[]) {
  return asSystem((tx) =>
    tx.insert(events).values(
      tenantIds.map((tenantId) => ({
        tenantId,
        mode: 'live' as const,
        id: newUuid(),
        type: 'otp.verified',
        subjectId: eventData.otp_id,
        data: eventData,
      })),
    ),
  )
}

async function makeReceiver(url: string) {
  const { makeTenant } = await import('@/db/factories')
  const { makeEndpoint } = await import('@/db/webhook-factories')
  const { id: tenantId } = await makeTenant({ plan: 'scale' })
  const { id: endpointId } = await makeEndpoint({ tenantId, mode: 'live', url })
  return { tenantId, endpointId }
}
