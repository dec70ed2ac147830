import { expect, test } from 'vitest'
import { magicNumber } from './magic-numbers'
import { plans, policy } from './policy'
import { scopePresets, scopes } from './scopes'

test('the plans are those of the public contract', () => {
  expect(policy.plans).toEqual({
    free: { requestsPerMinute: 10, messagesPerMonth: 100, seats: 1 },
    starter: { requestsPerMinute: 60, messagesPerMonth: 5_000, seats: 3 },
    growth: { requestsPerMinute: 300, messagesPerMonth: 50_000, seats: 10 },
    scale: { requestsPerMinute: 1_000, messagesPerMonth: 500_000, seats: 50 },
  })
  expect(Object.keys(policy.plans)).toEqual([...plans])
})

test('the numbers of one-time passwords are those of the public contract', () => {
  expect(policy.otp).toMatchObject({
    codeLength: { min: 4, max: 8, default: 6 },
    expirySeconds: { min: 60, max: 600, default: 300 },
    attempts: 3,
    sends: { perPhone: 5, perPhoneOverAllTenants: 20, windowSeconds: 3_600 },
    metadataPairs: 20,
    purposeLength: 64,
    proofSeconds: 600,
  })
})

test('the limits of a request are those of the public contract', () => {
  expect(policy.api).toMatchObject({
    bodyLimitBytes: 65_536,
    depthLimit: 20,
    pageSizeDefault: 25,
    pageSizeMax: 100,
    idempotency: { keyLength: 255, hours: 24 },
    rateLimit: { windowSeconds: 60 },
  })
  expect(policy.keys.rotationOverlapSeconds).toEqual([0, 15 * 60, 3_600, 24 * 3_600])
  expect(policy.otp.cooldown).toMatchObject({ failures: 10, seconds: 24 * 3_600 })
  expect(policy.hooks.bodyLimitBytes).toBe(3 * 1024 * 1024)
  expect(policy.messages.retries).toEqual({ attempts: 5, withinSeconds: 900 })
  expect(policy.retention).toEqual({ messageDays: 90, otpDays: 30, webhookDays: 30, requestDays: 30 })
  expect(policy.sessions.accessSeconds).toBe(3_600)
})

test('a revocation counts within a second', () => {
  expect(policy.api.keyCacheMilliseconds).toBeLessThan(1_000)
})

test('the scopes and their presets are those of the public contract', () => {
  expect(scopes.join(' ')).toBe(
    'otp:send otp:verify otp:read messages:send messages:read templates:read templates:write contacts:read ' +
      'contacts:write senders:read webhooks:read webhooks:write usage:read',
  )
  expect(scopePresets.full).toEqual([...scopes])
  expect(scopePresets.send_only).toEqual(['otp:send', 'otp:verify', 'messages:send'])
  for (const scope of scopePresets.read_only) expect(scope).toMatch(/:read$/)
})

test('the magic numbers play their parts in test mode alone', () => {
  const ordinary = { outcome: 'delivered_after_a_second' }
  expect(magicNumber('test', '+15550100002')).toMatchObject({ outcome: 'undeliverable' })
  expect(magicNumber('live', '+15550100002')).toEqual(ordinary)
  expect(magicNumber('test', '+14155550100')).toEqual(ordinary)
})

test('the limits of API keys are those that people are promised', () => {
  expect(policy.keys).toMatchObject({
    activePerMode: 20,
    allowedAddresses: 50,
    rotationOverlapSeconds: [0, 900, 3_600, 86_400],
    agentLength: 256,
  })
  expect(policy.keys.lastUsedSeconds).toBeLessThanOrEqual(60)
  expect(policy.api.keyCacheMilliseconds).toBeLessThanOrEqual(500)
})
