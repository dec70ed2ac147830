import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policy } from '@/lib/core/policy'
import { providerErrors } from '@/lib/core/provider-errors'
import { whyNotAs } from '@/lib/messages/file-rules'
import { blamesNumber, explainProviderCode, lostAnswer, retryDelaySeconds } from '@/lib/messages/rules'

const { attempts, withinSeconds } = policy.messages.retries
const start = new Date('2026-11-24T09:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)

/** Every attempt at the earliest moment at which it may be made. */
function schedule(code: number | null): number[] {
  const delays: number[] = []
  for (let now = 0; ; ) {
    const delay = retryDelaySeconds(delays.length + 1, start, after(now), code)
    if (delay === null) return delays
    delays.push(delay)
    now += delay
  }
}

test.each([
  [131016, [1, 4, 16, 64, 240]],
  [131056, [1, 4, 16, 64, 240]],
  [131057, [15, 30, 60, 60, 60]],
  [80007, [60, 120, 180, 240, 240]],
  [4, [60, 120, 180, 240, 240]],
])('%i is tried again after %j seconds', (code, delays) => {
  expect(schedule(code)).toEqual(delays)
})

test('whatever the code and however late: five retries at most, and none after a quarter of an hour', () => {
  const codes = fc.constantFrom(null, ...providerErrors.keys())
  fc.assert(
    fc.property(codes, fc.nat(8), fc.nat(2_000), (code, attempt, seconds) => {
      const delay = retryDelaySeconds(attempt, start, after(seconds), code)
      if (delay === null) return
      expect(attempt).toBeLessThanOrEqual(attempts)
      expect(seconds + delay).toBeLessThanOrEqual(withinSeconds)
    }),
  )
})

test('what lies with Meta or the number lets it rest; what lies with a person, a text or a template does not', () => {
  const blames = (code: number) => blamesNumber(explainProviderCode(code, 400))
  for (const code of [2, 4, 190, 368, 80007, 130429, 131000, 131016, 131042, 131048, 133010])
    expect(blames(code)).toBe(true)
  for (const code of [100, 130403, 131008, 131026, 131047, 131050, 131053, 131056, 132000, 132001, 132015])
    expect(blames(code)).toBe(false)
  expect(blamesNumber(lostAnswer)).toBe(true)
  expect(blamesNumber(explainProviderCode(null, 503))).toBe(true)
  expect(blamesNumber(explainProviderCode(null, 400))).toBe(false)
})

test('a file goes as what it is, up to the size that Meta takes', () => {
  const megabyte = 1024 * 1024
  expect(whyNotAs('image', { mimeType: 'image/png', size: 5 * megabyte })).toBeNull()
  expect(whyNotAs('image', { mimeType: 'image/png', size: 5 * megabyte + 1 })).toMatch(/too large/)
  expect(whyNotAs('image', { mimeType: 'image/webp', size: 1 })).toMatch(/image\/jpeg, image\/png/)
  expect(whyNotAs('audio', { mimeType: 'audio/ogg; codecs=opus', size: 1 })).toBeNull()
  expect(whyNotAs('sticker', { mimeType: 'image/webp', size: 500 * 1024 + 1 })).toMatch(/too large/)
  expect(whyNotAs('document', { mimeType: 'application/pdf', size: null })).toBeNull()
})
