import { describe, expect, test } from 'vitest'
import { attemptErrors } from '@/lib/webhooks/delivery-schema'
import { answerWords, causeOf, deliveryHeading } from './delivery-words'
import { someDelivery } from './fixtures/some-delivery'

describe('why an attempt failed', () => {
  test('every answer but a 2xx has a cause that names it, and something to do', () => {
    for (let code = 100; code < 600; code++) {
      const cause = causeOf({ status_code: code, error: null })
      if (code >= 200 && code < 300) expect(cause).toBeNull()
      else {
        expect(cause?.title).toContain(String(code))
        expect(cause?.fix).toMatch(/\.$/)
      }
    }
  })

  test.each(attemptErrors)('%s has a cause, something to do, and a word for the table', (error) => {
    const cause = causeOf({ status_code: null, error })
    expect(cause?.title).toMatch(/\.$/)
    expect(cause?.fix).toMatch(/\.$/)
    expect(answerWords(null, error)?.length).toBeLessThanOrEqual(15)
  })

  test('a redirect is told apart from a refusal, and from what is known by its number', () => {
    expect(causeOf({ status_code: 302, error: null })?.fix).toContain('Redirects are not followed.')
    expect(causeOf({ status_code: 418, error: null })?.title).toBe('Your endpoint refused it with 418.')
    expect(causeOf({ status_code: 410, error: null })?.fix).toContain('the endpoint is disabled')
  })

  test('what has had no attempt has no answer', () => {
    expect(causeOf({ status_code: null, error: null })).toBeNull()
    expect(answerWords(null, null)).toBeNull()
  })

  test('an error that this build does not know is still a word', () => {
    expect(answerWords(null, 'eaten_by_a_hawk')).toBe('Interrupted')
  })
})

test.each([
  ['Waiting for its first attempt', { status: 'pending', attempt_count: 0 }],
  ['Retrying after 1 attempt', { status: 'pending', attempt_count: 1 }],
  ['Delivered in 212 ms', { status: 'delivered', attempt_count: 1, last_duration_ms: 212 }],
  ['Delivered at attempt 3', { status: 'delivered', attempt_count: 3 }],
  ['Given up after 6 attempts', { status: 'exhausted', attempt_count: 6 }],
  ['Canceled before it was sent', { status: 'canceled', attempt_count: 0 }],
  ['Canceled after 2 attempts', { status: 'canceled', attempt_count: 2 }],
] as const)('%s', (heading, change) => {
  expect(deliveryHeading({ ...someDelivery, ...change })).toBe(heading)
})
