import { z } from 'zod'
import { callAsSystem } from '@/db/tenant'
import { modes } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import type { Terms } from '@/lib/webhooks/terms'

const Delivery = z.object({
  tenant: z.string(),
  id: z.string(),
  endpoint: z.string(),
  /** Of the attempt, from 1: whoever settles has to name it. */
  number: z.int(),
  event: z.object({
    id: z.string(),
    type: z.string(),
    createdAt: z.coerce.date(),
    mode: z.enum(modes),
    data: z.unknown(),
  }),
})
const Endpoint = z.object({
  id: z.string(),
  tenant: z.string(),
  mode: z.enum(modes),
  url: z.string(),
  headersSealed: z.string().nullable(),
})
const Secret = z.object({
  tenant: z.string(),
  /** Null for the tenant's own, which signs in each mode until the first rotation there. */
  mode: z.enum(modes).nullable(),
  table: z.enum(['webhook_secrets', 'tenants']),
  id: z.string(),
  sealed: z.string(),
  createdAt: z.coerce.date(),
})
const Claimed = z.object({
  deliveries: z.array(Delivery).nullable(),
  endpoints: z.array(Endpoint).nullable(),
  secrets: z.array(Secret).nullable(),
})
const Answer = z.tuple([
  z.object({
    claimed: z.string().nullable(),
    unplaced: z.boolean(),
    next_milliseconds: z.int().nullable(),
  }),
])

export type SealedSecret = z.infer<typeof Secret>
/** An attempt that this process alone may make, if it can be over before the lease is. */
export type Claim = z.infer<typeof Delivery> & {
  to: z.infer<typeof Endpoint>
  /** The newest first; the tenant's own is the last. */
  secrets: SealedSecret[]
  /** The end of the lease at the earliest, by `performance.now()`, which also counts while a process stands still. */
  until: number
}
export type Claims = {
  claims: Claim[]
  /** There are events that have to be fanned out. */
  unplaced: boolean
  /** Until something is due; null when nothing waits at all. */
  nextMilliseconds: number | null
}

/**
 * Takes up what is due, for a process that has room for so much more. One statement: whoever stops in the middle of it
 * holds nothing.
 */
export async function claimDeliveries(free: number, { leaseSeconds }: Terms): Promise<Claims> {
  const { lanes, batch, concurrent, retrySeconds } = policy.webhooks
  const until = performance.now() + leaseSeconds * 1_000
  const args = [
    Math.min(free, batch.claim),
    free,
    lanes.lookedAt,
    concurrent.perTenant,
    leaseSeconds,
    retrySeconds,
    lanes.pauseMilliseconds,
  ]
  const [answer] = Answer.parse(await callAsSystem('claim_deliveries', args))
  const { unplaced, next_milliseconds: nextMilliseconds } = answer
  const claims = answer.claimed === null ? [] : readClaims(JSON.parse(answer.claimed), until)
  return { claims, unplaced, nextMilliseconds }
}

function readClaims(json: unknown, until: number): Claim[] {
  const { deliveries, endpoints, secrets } = Claimed.parse(json)
  const byId = new Map(
    (endpoints ?? []).map((to) => {
      const own = (secrets ?? []).filter(
        ({ tenant, mode }) => tenant === to.tenant && (mode === null || mode === to.mode),
      )
      return [to.id, { to, secrets: own }]
    }),
  )
  return (deliveries ?? []).flatMap((delivery) => {
    const found = byId.get(delivery.endpoint)
    return found ? [{ ...delivery, ...found, until }] : []
  })
}
