import { eq } from 'drizzle-orm'
import { eventFeeds, events, webhookAttempts, webhookEndpoints, webhookLanes } from '@/db/tables/webhooks'
import { asSystem } from '@/db/tenant'
import { makeDelivery, makeEndpoint } from '@/db/webhook-factories'
import { newUuid, toTypeId, uuidFloor } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

type Told = { type: string; subjectId: string; data: object }
type EventRow = typeof events.$inferSelect
type Options = {
  tenantId: string
  /** Where webhooks arrive that somebody may look at: the sandbox's inbox. */
  inboxUrl: string
  /** What is told of the workspace, the first first, and what has just happened to it. */
  told: Told[]
  latest: Told
  headersOf: (event: EventRow, at: Date) => Record<string, string>
}

const second = 1_000
const minute = 60 * second

/**
 * A morning of webhooks for a workspace in live mode: an endpoint that takes them, with one that waits for its next
 * attempt, and one that somebody disabled after a delivery to it was given up.
 */
export async function seedWebhooks({ tenantId, inboxUrl, told, latest, headersOf }: Options): Promise<void> {
  const scope = { tenantId, mode: 'live' } as const
  const now = Date.now()
  const begin = now - 190 * minute
  const createdAt = new Date(begin)
  const inbox = await makeEndpoint({ ...scope, url: inboxUrl, description: 'The sandbox’s inbox', createdAt })
  const staging = await makeEndpoint({
    ...{ ...scope, createdAt, url: 'https://staging.example.com/hooks/hawk-send', description: 'Staging' },
    ...{ eventTypes: ['sender.connected', 'template.approved'], headerNames: [], ratePerSecond: 10 },
  })
  const past: EventRow[] = []
  for (const [index, one] of told.entries())
    past.push(await insertEvent(one, new Date(begin + (5 + 4 * index) * minute), index + 1))
  const fresh = await insertEvent(latest, new Date(now - 4 * minute), told.length + 1)
  const ping = await insertEvent(pingTo(inbox.id), new Date(now - 75 * minute), told.length + 2)
  await asSystem((tx) => tx.insert(eventFeeds).values({ ...scope, position: BigInt(told.length + 2) }))

  for (const [index, event] of past.entries())
    await deliver(event, inbox.id, index === 1 ? [503, 200] : [200])
  await deliver(ping, inbox.id, [200], { trigger: 'test' })
  await deliver(fresh, inbox.id, [503, 503, 503, 503], { isPending: true })
  const last = past.length - 1
  for (const [index, event] of past.entries())
    await deliver(event, staging.id, index < last ? [200] : [500, 500, 500, 502, 502, 502])
  await endOf(staging.id, new Date(now - 120 * minute))

  async function insertEvent(one: Told, at: Date, position: number): Promise<EventRow> {
    const row = { ...scope, ...one, id: uuidAt(at), position: BigInt(position), createdAt: at }
    await asSystem((tx) => tx.insert(events).values(row))
    return row
  }

  /** With an attempt for each of these answers, as long after each other as the engine waits. */
  async function deliver(
    event: EventRow,
    endpointId: string,
    answers: number[],
    { trigger = 'event', isPending = false }: { trigger?: 'event' | 'test'; isPending?: boolean } = {},
  ) {
    const id = uuidAt(event.createdAt)
    let at = event.createdAt.getTime() + 300
    const attempts = answers.map((statusCode, index) => {
      const startedAt = new Date(at)
      const milliseconds = 31 + ((index * 37 + event.createdAt.getTime()) % 90)
      at += milliseconds + (policy.webhooks.retrySeconds[index] ?? 0) * second
      return {
        ...{
          ...scope,
          id: uuidAt(startedAt),
          deliveryId: id,
          number: index + 1,
          startedAt,
          milliseconds,
          statusCode,
        },
        requestHeaders: headersOf(event, startedAt),
        responseHeaders: { 'content-type': 'text/plain' },
        responseBody: bodies[statusCode] ?? '',
        createdAt: startedAt,
      }
    })
    const end = attempts.at(-1)
    if (!end) return
    const isOver = !isPending
    const endedAt = new Date(end.startedAt.getTime() + end.milliseconds)
    await makeDelivery({
      ...{
        ...scope,
        id,
        endpointId,
        eventId: event.id,
        eventType: event.type,
        trigger,
        createdAt: event.createdAt,
      },
      status: isPending ? 'pending' : end.statusCode === 200 ? 'delivered' : 'exhausted',
      attempts: attempts.length,
      nextAttemptAt: isOver ? null : new Date(at),
      lastAttemptAt: end.startedAt,
      lastStatusCode: end.statusCode,
      lastMilliseconds: end.milliseconds,
      endedAt: isOver ? endedAt : null,
    })
    await asSystem((tx) => tx.insert(webhookAttempts).values(attempts))
    await asSystem((tx) =>
      tx
        .update(webhookLanes)
        .set(end.statusCode === 200 ? { lastSucceededAt: endedAt } : { lastFailedAt: endedAt })
        .where(eq(webhookLanes.endpointId, endpointId)),
    )
  }
}

const bodies: Record<number, string> = {
  200: 'ok',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable: deploying',
}

function pingTo(endpointId: string): Told {
  const id = toTypeId('endpoint', endpointId)
  const message = 'If you can read this, and the signature holds, your endpoint works.'
  return { type: 'test.ping', subjectId: id, data: { object: 'ping', endpoint_id: id, message } }
}

async function endOf(endpointId: string, disabledAt: Date): Promise<void> {
  await asSystem((tx) =>
    tx
      .update(webhookEndpoints)
      .set({ enabled: false, disabledReason: 'by_hand', disabledAt, updatedAt: disabledAt })
      .where(eq(webhookEndpoints.id, endpointId)),
  )
}

/** A UUIDv7 of that time. */
function uuidAt(at: Date): string {
  return uuidFloor(at).slice(0, 13) + newUuid().slice(13)
}
