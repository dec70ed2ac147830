import { beforeAll, expect, test, vi } from 'vitest'
import { isSignedByMeta } from '@/lib/messages/receive-webhook'
import signatures from './fixtures/signatures.json'

const utf8 = (text: string) => Buffer.from(text, 'utf8')

// The settings are read when they are first asked for, and nothing here has asked yet.
beforeAll(() => {
  vi.stubEnv('META_APP_SECRET', signatures.app_secret)
})

test.each(signatures.webhook_signature)('$name', ({ raw_body, x_hub_signature_256, valid = true }) => {
  expect(isSignedByMeta(x_hub_signature_256, utf8(raw_body))).toBe(valid)
})

test('the signature is over the bytes as they came: the same JSON written otherwise is not signed', () => {
  const [vector] = signatures.webhook_signature
  if (!vector) throw new Error('There are vectors.')
  const rewritten = JSON.stringify(JSON.parse(vector.raw_body))
  expect(rewritten).not.toBe(vector.raw_body)
  expect(isSignedByMeta(vector.x_hub_signature_256, utf8(rewritten))).toBe(false)
  expect(isSignedByMeta(vector.x_hub_signature_256, utf8(`${vector.raw_body}\n`))).toBe(false)
})
