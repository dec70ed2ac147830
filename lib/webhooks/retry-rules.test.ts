import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isGone,
  isSuccess,
  maxAttempts,
  narrowestFor,
  readRetryAfter,
  secondsToNext,
} from '@/lib/webhooks/retry-rules'

const now = new Date('2026-11-24T10:00:00.000Z')

test('there are six attempts, and the waits between them are those that are promised', () => {
  expect(maxAttempts).toBe(6)
  expect([1, 2, 3, 4, 5, 6, 7].map((number) => secondsToNext(number, null))).toEqual([
    30,
    60,
    120,
    240,
    480,
    null,
    null,
  ])
})

test('a receiver may ask for longer than the schedule, never for less, nor for more than its longest wait', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(1_000_000), (number, asked) => {
      const least = secondsToNext(number, null) ?? Number.NaN
      const seconds = secondsToNext(number, asked) ?? Number.NaN
      expect(seconds).toBeGreaterThanOrEqual(least)
      expect(seconds).toBeLessThanOrEqual(480)
      if (asked >= least && asked <= 480) expect(seconds).toBe(asked)
    }),
  )
  expect(secondsToNext(6, 100)).toBeNull()
})

describe('what a Retry-After asks for', () => {
  test.each([
    ['120', 120],
    [' 7 ', 7],
    ['0', 0],
    ['Tue, 24 Nov 2026 10:01:30 GMT', 90],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['Tuesday', null],
    ['-5', null],
    ['1.5', null],
    ['2026-11-24', null],
    ['Mon, nonsense GMT', null],
    ['', null],
    [undefined, null],
  ])('%s: %s', (value, seconds) => {
    expect(readRetryAfter(value, now)).toBe(seconds)
  })

  test('whatever a receiver writes is a number of seconds or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.date().map(String)), (value) => {
        const seconds = readRetryAfter(value, now)
        expect(seconds === null || (Number.isInteger(seconds) && seconds >= 0)).toBe(true)
      }),
    )
  })
})

test('success is a 2xx and nothing else, and 410 alone is gone', () => {
  const codes = Array.from({ length: 500 }, (_, index) => index + 100)
  expect(codes.filter(isSuccess)).toEqual(Array.from({ length: 100 }, (_, index) => index + 200))
  expect(codes.filter(isGone)).toEqual([410])
})

test('less at once is sent to who is silent or overcharged, not to who refuses an event', () => {
  expect([null, 500, 503, 429, 400, 404, 410, 301, 200].map(narrowestFor)).toEqual([
    2,
    8,
    8,
    8,
    null,
    null,
    null,
    null,
    null,
  ])
})
