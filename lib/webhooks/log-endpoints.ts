import { endpoint } from '@/lib/core/endpoint'
import { policy } from '@/lib/core/policy'
import { cancelRecovery } from '@/lib/webhooks/cancel-recovery'
import {
  DeliveryDetail,
  DeliveryList,
  DeliveryObject,
  ListDeliveriesQuery,
  RecoverInput,
  RecoveryObject,
  ReplayInput,
  ReplaysObject,
} from '@/lib/webhooks/delivery-schema'
import { EventList, EventObject, ListEventsQuery } from '@/lib/webhooks/event-schema'
import { getDelivery } from '@/lib/webhooks/get-delivery'
import { getEvent } from '@/lib/webhooks/get-event'
import { getRecovery } from '@/lib/webhooks/get-recovery'
import { listDeliveries } from '@/lib/webhooks/list-deliveries'
import { listEvents } from '@/lib/webhooks/list-events'
import {
  deliveryDetailExample,
  deliveryExample,
  dryRunExample,
  eventExample,
  recoveryExample,
  replayExample,
} from '@/lib/webhooks/log-examples'
import { recoverEndpoint } from '@/lib/webhooks/recover-endpoint'
import { replayDeliveries, replayDelivery } from '@/lib/webhooks/replay-deliveries'

export const listEventsEndpoint = endpoint({
  method: 'GET',
  path: '/events',
  scope: 'webhooks:read',
  operationId: 'listEvents',
  summary: 'List events, or pull them',
  description:
    'Newest first, to look things up. With `order=asc` it is for those who cannot receive webhooks: begin without a cursor, keep each `next_cursor`, and ask again with it for ever; nothing is skipped or told twice. Begin with `created_after` to leave out what is older. An event can be pulled a moment after it happened. What you would have been posted is `id`, `type`, `timestamp`, `mode` and `data` of it.',
  examples: {
    reply: { object: 'list', data: [eventExample], has_more: false, next_cursor: null },
    others: {
      pulling: {
        object: 'list',
        data: [],
        has_more: false,
        next_cursor: 'NDgxNi5zX2pUNDJfTlY0X2d0cHJW',
      },
    },
  },
  query: ListEventsQuery,
  reply: EventList,
  status: 200,
  run: listEvents,
})

export const getEventEndpoint = endpoint({
  method: 'GET',
  path: '/events/{id}',
  scope: 'webhooks:read',
  operationId: 'getEvent',
  summary: 'Read an event',
  description: `Events are kept for ${policy.webhooks.recoverDays} days.`,
  examples: { reply: eventExample },
  reply: EventObject,
  status: 200,
  run: getEvent,
})

export const listDeliveriesEndpoint = endpoint({
  method: 'GET',
  path: '/deliveries',
  scope: 'webhooks:read',
  operationId: 'listDeliveries',
  summary: 'List deliveries, newest first',
  description: 'One event to one endpoint is a delivery, with as many attempts as it takes.',
  examples: { reply: { object: 'list', data: [deliveryExample], has_more: false, next_cursor: null } },
  query: ListDeliveriesQuery,
  reply: DeliveryList,
  status: 200,
  run: listDeliveries,
})

export const getDeliveryEndpoint = endpoint({
  method: 'GET',
  path: '/deliveries/{id}',
  scope: 'webhooks:read',
  operationId: 'getDelivery',
  summary: 'Read a delivery and every attempt',
  description: `With the exact body that is posted, and of each answer the first ${policy.webhooks.shownBytes / 1024} KB.`,
  examples: { reply: deliveryDetailExample },
  reply: DeliveryDetail,
  status: 200,
  run: getDelivery,
})

export const replayDeliveryEndpoint = endpoint({
  method: 'POST',
  path: '/deliveries/{id}/replay',
  scope: 'webhooks:write',
  operationId: 'replayDelivery',
  summary: 'Send a delivery again',
  description: `The same event, with the same \`webhook-id\`, as a new delivery. It never counts for or against the endpoint. Possible for ${policy.webhooks.recoverDays} days, and while the endpoint is enabled.`,
  errors: ['state_conflict'],
  examples: { reply: replayExample },
  reply: DeliveryObject,
  status: 202,
  run: replayDelivery,
})

export const replayDeliveriesEndpoint = endpoint({
  method: 'POST',
  path: '/deliveries/replay',
  scope: 'webhooks:write',
  operationId: 'replayDeliveries',
  summary: 'Send selected deliveries again',
  description: 'Those that cannot be sent again are told of in `refused`, and keep none of the others.',
  body: ReplayInput,
  examples: {
    body: { ids: [deliveryExample.id, 'dlv_01kb5txv0fe0zr4h9t6g8s2m5c'] },
    reply: {
      object: 'replays',
      data: [replayExample],
      refused: [{ id: 'dlv_01kb5txv0fe0zr4h9t6g8s2m5c', code: 'not_found' }],
    },
  },
  reply: ReplaysObject,
  status: 202,
  run: replayDeliveries,
})

export const recoverEndpointEndpoint = endpoint({
  method: 'POST',
  path: '/webhook-endpoints/{id}/recover',
  scope: 'webhooks:write',
  operationId: 'recoverWebhookEndpoint',
  summary: 'Send an endpoint all that it has not got',
  description:
    'Every event since then that the endpoint would get, made after the endpoint itself, of which no delivery arrived and none is on its way. They go out a little at a time beside what is new. With `dry_run` they are only counted, and the answer is a 200. An endpoint has one recovery at a time.',
  errors: ['state_conflict'],
  body: RecoverInput,
  examples: {
    body: { since: recoveryExample.since, dry_run: false },
    reply: { ...recoveryExample, queued: 0, delivered: 0 },
    others: { dry_run: dryRunExample },
  },
  reply: RecoveryObject,
  status: 202,
  otherStatuses: { 200: 'It was a dry run: nothing was sent.' },
  statusOf: (recovery) => ('dry_run' in recovery && recovery.dry_run === true ? 200 : 202),
  run: recoverEndpoint,
})

export const getRecoveryEndpoint = endpoint({
  method: 'GET',
  path: '/recoveries/{id}',
  scope: 'webhooks:read',
  operationId: 'getRecovery',
  summary: 'Read how far a recovery has come',
  description: 'It is done when nothing of it is on its way any more.',
  examples: { reply: recoveryExample },
  reply: RecoveryObject,
  status: 200,
  run: getRecovery,
})

export const cancelRecoveryEndpoint = endpoint({
  method: 'POST',
  path: '/recoveries/{id}/cancel',
  scope: 'webhooks:write',
  operationId: 'cancelRecovery',
  summary: 'Stop a recovery',
  description: 'What waits of it is canceled; an attempt that is under way is finished.',
  errors: ['state_conflict'],
  examples: {
    reply: { ...recoveryExample, status: 'canceled', failed: 188, ended_at: '2026-11-24T09:53:01.004Z' },
  },
  reply: RecoveryObject,
  status: 200,
  run: cancelRecovery,
})

export const webhookLogEndpoints = [
  listEventsEndpoint,
  getEventEndpoint,
  listDeliveriesEndpoint,
  getDeliveryEndpoint,
  replayDeliveryEndpoint,
  replayDeliveriesEndpoint,
  recoverEndpointEndpoint,
  getRecoveryEndpoint,
  cancelRecoveryEndpoint,
]
