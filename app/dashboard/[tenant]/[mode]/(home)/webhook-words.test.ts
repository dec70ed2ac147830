import { expect, test } from 'vitest'
import type { EndpointHealth } from '@/lib/webhooks/health-schema'
import { webhookWords } from './webhook-words'

const endpoint = (health: Partial<EndpointHealth>): EndpointHealth => ({
  endpoint_id: 'whe_1',
  state: 'enabled',
  delivered_24h: 0,
  failed_24h: 0,
  success_ratio: null,
  p95_ms: null,
  waiting: 0,
  is_sample: false,
  ...health,
})

test.each<[string, Partial<EndpointHealth>[], ReturnType<typeof webhookWords>]>([
  [
    'what fails comes first',
    [
      { state: 'failing', failed_24h: 5, p95_ms: 900 },
      { delivered_24h: 15, p95_ms: 80 },
      { state: 'disabled' },
    ],
    { state: 'attention', words: 'One endpoint is failing.', ratio: 0.75, p95: 900 },
  ],
  [
    'then what did not arrive',
    [{ delivered_24h: 8, failed_24h: 2 }],
    { state: 'attention', words: '2 deliveries have not arrived.', ratio: 0.8, p95: null },
  ],
  [
    'all is good when all arrived',
    [
      { delivered_24h: 8, p95_ms: 80 },
      { state: 'disabled', failed_24h: 4, p95_ms: 900 },
    ],
    { state: 'good', words: 'All delivered.', ratio: 1, p95: 80 },
  ],
  [
    'nothing happened yet',
    [{}],
    { state: 'quiet', words: 'Nothing to deliver yet.', ratio: null, p95: null },
  ],
  [
    'all are disabled',
    [{ state: 'disabled' }, { state: 'disabled' }],
    { state: 'quiet', words: '2 endpoints are disabled.', ratio: null, p95: null },
  ],
])('%s', (_, health, words) => {
  expect(webhookWords(health.map(endpoint))).toEqual(words)
})
