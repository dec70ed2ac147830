import { afterAll, expect, test } from 'vitest'
import type { AppError } from '@/lib/core/errors'
import { startReceiver } from '@/lib/gateways/fixtures/receiver'
import { closeOutbound } from '@/lib/gateways/outbound'
import { person } from '@/lib/keys/fixtures/person'
import { createEndpoint } from '@/lib/webhooks/create-endpoint'
import { plainEndpoint } from '@/lib/webhooks/fixtures/endpoints'
import { judgeUrl } from '@/lib/webhooks/judge-url'

// As in production: read for the first time below.
process.env.WEBHOOK_ALLOW_PRIVATE = '0'

const receiver = await startReceiver()
afterAll(async () => {
  await closeOutbound()
  await receiver.close()
})

test.each([
  receiver.url,
  `https://127.0.0.1:${receiver.port}/`,
  'https://localhost/',
  'https://169.254.169.254/latest/meta-data/',
  'ftp://hooks.example.com/',
  'no URL at all',
])('of %s it says what saving it would say', async (url) => {
  const { ctx } = await person('owner')
  const verdict = await judgeUrl(ctx, { url })
  const refused = await createEndpoint(ctx, plainEndpoint({ url })).then(
    () => null,
    (error: AppError) => error,
  )
  expect(refused?.code).toBe('url_not_allowed')
  expect(verdict).toEqual({ object: 'url_verdict', allowed: false, reason: refused?.options.detail })
})
