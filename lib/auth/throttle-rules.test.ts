import { expect, test } from 'vitest'
import { delayAfter } from './throttle-rules'

test('the first five tries are looked at at once, each one after that later than the one before', () => {
  expect([0, 1, 2, 3, 4].map(delayAfter)).toEqual([0, 0, 0, 0, 0])
  expect([5, 6, 7, 8, 9].map(delayAfter)).toEqual([500, 1_000, 2_000, 4_000, 4_000])
})
