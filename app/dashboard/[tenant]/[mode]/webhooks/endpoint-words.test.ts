import { expect, test } from 'vitest'
import { policy } from '@/lib/core/policy'
import { eventsText, hostOf, roundDuration, shortUrl } from './endpoint-words'

test('an endpoint is told by its events: all, one by name, or how many', () => {
  expect(eventsText(['*'])).toBe('All events')
  expect(eventsText(['otp.verified'])).toBe('otp.verified')
  expect(eventsText(['otp.verified', 'otp.failed'])).toBe('2 events')
})

test('a URL is as short as it can be told from others; a scheme that is not https stays', () => {
  expect(shortUrl('https://example.com/hooks/')).toBe('example.com/hooks')
  expect(shortUrl('http://127.0.0.1:3000/hooks')).toBe('http://127.0.0.1:3000/hooks')
  expect(hostOf({ url: 'https://example.com:8443/hooks?key=secret' })).toBe('example.com:8443')
})

test('each duration that we promise is a whole number of something', () => {
  const { retrySeconds, failing } = policy.webhooks
  expect(retrySeconds.map(roundDuration)).toEqual(['30 s', '1 min', '2 min', '4 min', '8 min'])
  expect([...failing.warnHours, failing.disableHours].map((hours) => roundDuration(hours * 3_600))).toEqual([
    '1 hour',
    '1 day',
    '5 days',
  ])
})
