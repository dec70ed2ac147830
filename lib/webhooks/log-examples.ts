import type { DeliveryDetail, DeliveryObject, RecoveryObject } from '@/lib/webhooks/delivery-schema'
import type { EventObject } from '@/lib/webhooks/event-schema'
import { endpointExample } from '@/lib/webhooks/examples'

const timestamp = '2026-11-24T09:30:09.180Z'

export const eventExample: EventObject = {
  object: 'event',
  id: 'evt_01kb5v0r8mf8wrn1cgz0d5x4tq',
  type: 'otp.verified',
  mode: 'live',
  timestamp,
  data: {
    object: 'otp',
    otp_id: 'otp_01kb5tzt3xe1hs8q6p7n2m4d0v',
    to: '+14155550100',
    status: 'verified',
    verified_at: '2026-11-24T09:30:09.174Z',
  },
  created_at: timestamp,
}

export const deliveryExample: DeliveryObject = {
  object: 'delivery',
  id: 'dlv_01kb5v0rc2e9m8ta5kx3h6w1zp',
  mode: 'live',
  endpoint_id: endpointExample.id,
  event_id: eventExample.id,
  event_type: eventExample.type,
  trigger: 'event',
  replay_of: null,
  recovery_id: null,
  status: 'pending',
  attempt_count: 1,
  max_attempts: 6,
  last_status_code: 503,
  last_error: null,
  last_duration_ms: 84,
  last_attempt_at: '2026-11-24T09:30:09.240Z',
  next_attempt_at: '2026-11-24T09:30:39.324Z',
  ended_at: null,
  created_at: '2026-11-24T09:30:09.186Z',
}

const { id, type, mode, data } = eventExample

export const deliveryDetailExample: DeliveryDetail = {
  ...deliveryExample,
  url: endpointExample.url,
  body: JSON.stringify({ id, type, timestamp, mode, data }),
  attempts: [
    {
      number: 1,
      started_at: '2026-11-24T09:30:09.240Z',
      duration_ms: 84,
      status_code: 503,
      error: null,
      request: {
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': '1795512609',
          'webhook-signature': 'v1,q0mFYJrp7cR3hXjQpM1b9VZKfCEoWw8uYz4yZ0T3l5E=',
        },
      },
      response: {
        headers: { 'content-type': 'text/plain' },
        body: 'Try again later.',
        truncated: false,
      },
    },
  ],
}

export const replayExample: DeliveryObject = {
  ...deliveryExample,
  id: 'dlv_01kb5w3m1dfvzb2y7cq8r5n0ka',
  trigger: 'replay',
  replay_of: deliveryExample.id,
  attempt_count: 0,
  last_status_code: null,
  last_duration_ms: null,
  last_attempt_at: null,
  next_attempt_at: '2026-11-24T09:49:12.100Z',
  created_at: '2026-11-24T09:49:12.100Z',
}

export const recoveryExample: RecoveryObject = {
  object: 'recovery',
  id: 'rcv_01kb5w9e4sfyt8n3vd2j6m7x1h',
  mode: 'live',
  endpoint_id: endpointExample.id,
  since: '2026-11-24T06:00:00.000Z',
  until: '2026-11-24T09:52:20.511Z',
  dry_run: false,
  status: 'running',
  total: 1_204,
  queued: 500,
  delivered: 312,
  failed: 0,
  ended_at: null,
  created_at: '2026-11-24T09:52:20.511Z',
}

export const dryRunExample: RecoveryObject = {
  ...recoveryExample,
  id: null,
  dry_run: true,
  status: null,
  queued: 0,
  delivered: 0,
}
