import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policy } from '@/lib/core/policy'
import { previousValidUntil, rotatableAt, signingSecrets } from '@/lib/webhooks/secret-rules'

const hour = 3_600_000
const now = new Date('2026-11-24T12:00:00.000Z')
const ago = (...hours: number[]) =>
  hours.map((count) => ({ createdAt: new Date(now.getTime() - count * hour) }))

test('the newest signs, and each that was replaced less than 24 hours ago', () => {
  expect(signingSecrets(ago(1, 30, 400), now)).toEqual(ago(1, 30))
  expect(signingSecrets(ago(24, 30), now)).toEqual(ago(24))
  expect(signingSecrets(ago(1, 2, 3), now)).toEqual(ago(1, 2, 3))
  expect(signingSecrets(ago(1_000), now)).toEqual(ago(1_000))
})

test('the one before is valid for 24 hours after its successor came', () => {
  expect(previousValidUntil(ago(1, 500), now)).toEqual(new Date(now.getTime() + 23 * hour))
  expect(previousValidUntil(ago(24, 500), now)).toBeNull()
  expect(previousValidUntil(ago(1), now)).toBeNull()
})

test('there is a time for the next rotation exactly while as many sign as may', () => {
  const { atOnce } = policy.webhooks.secret
  const ages = fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(ages, (hours) => {
      const secrets = ago(...hours.sort((a, b) => a - b))
      const at = rotatableAt(secrets, now)
      expect(at !== null).toBe(signingSecrets(secrets, now).length >= atOnce)
      if (!at) return
      // Not a millisecond before it, and from then on.
      expect(rotatableAt(secrets, new Date(at.getTime() - 1))).not.toBeNull()
      expect(signingSecrets(secrets, at).length).toBeLessThan(signingSecrets(secrets, now).length)
    }),
  )
})
