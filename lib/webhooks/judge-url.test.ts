import { afterAll, expect, test } from 'vitest'
import { startReceiver } from '@/lib/gateways/fixtures/receiver'
import { person } from '@/lib/keys/fixtures/person'
import { auditOf } from '@/lib/webhooks/fixtures/endpoints'
import { judgeUrl } from '@/lib/webhooks/judge-url'

const receiver = await startReceiver()
afterAll(receiver.close)

test('a URL that may be posted to is allowed; nobody connects to it, and nothing is written down', async () => {
  const { ctx } = await person('owner')
  const verdict = await judgeUrl(ctx, { url: receiver.url })
  expect(verdict).toEqual({ object: 'url_verdict', allowed: true, reason: null })
  expect(receiver.connections()).toBe(0)
  expect(await auditOf(ctx)).toEqual([])
})

test('who may not change endpoints is told nothing of a URL', async () => {
  const { ctx } = await person('support')
  await expect(judgeUrl(ctx, { url: receiver.url })).rejects.toMatchObject({ code: 'role_missing' })
})
