import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { messages, pairPaces } from '@/db/tables/messages'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'
import type { MessageRow } from '@/lib/messages/store'

/** A message that this process holds for the length of a lease. */
export type Claim = {
  row: MessageRow
  /** Until its turn comes, at the pace of its number. */
  waitMilliseconds: number
  /** How far it has to be from the message of that number before it. */
  stepMilliseconds: number
  /** Somebody asked Meta to send it before, and never heard what became of it. */
  wasAsked: boolean
}

const Claimed = z.object({
  tenant_id: z.string(),
  id: z.string(),
  wait_ms: z.number(),
  step_ms: z.number(),
  was_asked: z.boolean(),
})

type Room = {
  codes: number
  messages: number
  /** Numbers of which this process has as many under way as it may. */
  busy: string[]
}

/** Takes up what is due, of everybody; nobody else sees it meanwhile. */
export function claimDueMessages(tx: SystemTx, room: Room): Promise<Claim[]> {
  const { perNumber } = policy.messages.concurrentMessages
  return claim(
    tx,
    sql`claim_messages(${room.codes}, ${room.messages}, ${perNumber}, ${list(room.busy)}::uuid[], ${terms()})`,
  )
}

export type Lane = { tenantId: string; mode: 'live' | 'test'; senderId: string }

/** Takes up the oldest of one number. */
export function claimLane(tx: SystemTx, { tenantId, mode, senderId }: Lane, room: number): Promise<Claim[]> {
  return claim(tx, sql`claim_lane(${tenantId}, ${mode}, ${senderId}, true, ${room}, ${terms()})`)
}

async function claim(tx: SystemTx, call: SQL): Promise<Claim[]> {
  const claimed = z.array(Claimed).parse([...(await tx.execute(sql`select * from ${call}`))])
  if (claimed.length === 0) return []
  const tenants = [...new Set(claimed.map(({ tenant_id }) => tenant_id))]
  const rows = await tx
    .select()
    .from(messages)
    .where(
      or(
        ...tenants.map((tenantId) => {
          const own = claimed.flatMap(({ tenant_id, id }) => (tenant_id === tenantId ? [id] : []))
          return and(eq(messages.tenantId, tenantId), inArray(messages.id, own))
        }),
      ),
    )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return claimed.flatMap(({ id, wait_ms, step_ms, was_asked }) => {
    const row = byId.get(id)
    return row ? [{ row, waitMilliseconds: wait_ms, stepMilliseconds: step_ms, wasAsked: was_asked }] : []
  })
}

/** What both functions are told of the policy. */
function terms(): SQL {
  const { leaseSeconds, messageReconcileSeconds, breaker, pacing } = policy.messages
  const rates = [
    pacing.perNumberPerSecond,
    pacing.perCoexistentNumberPerSecond,
    pacing.perHighNumberPerSecond,
  ]
  return sql`${leaseSeconds}, ${messageReconcileSeconds}, ${breaker.failures}, ${breaker.restSeconds},
    ${list(rates.map(String))}::int[], ${pacing.sharePercent}, ${pacing.horizonMilliseconds},
    ${pacing.perPairSeconds}, ${pacing.perPairBurst}`
}

function list(items: string[]): string {
  return `{${items.join()}}`
}

/** Paces that hold nobody up any more; the rows would only grow in number. */
export async function forgetPaces(tx: SystemTx, limit: number): Promise<void> {
  await tx.execute(sql`
    delete from ${pairPaces} where (tenant_id, mode, sender_id, person) in (
      select tenant_id, mode, sender_id, person from ${pairPaces} where free_at < clock_timestamp()
      limit ${limit} for update skip locked)`)
}
