import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import {
  callbackData,
  explainProviderCode,
  mayFollow,
  passedStatuses,
  readCallbackData,
  reportInstant,
  retryDelaySeconds,
} from '@/lib/messages/rules'
import { FailureObject, type MessageStatus, messageStatuses } from '@/lib/messages/schema'

const climb = ['scheduled', 'queued', 'sent', 'delivered', 'read'] as const
const reports = fc.array(fc.constantFrom<MessageStatus>('sent', 'delivered', 'read', 'failed'), {
  maxLength: 12,
})

function pathOf(received: MessageStatus[]): MessageStatus[] {
  const path: MessageStatus[] = ['queued']
  for (const next of received) {
    const current = path.at(-1) ?? 'queued'
    if (mayFollow(current, next)) path.push(next)
  }
  return path
}

describe('a status', () => {
  test('only climbs, whatever is reported in whatever order', () => {
    fc.assert(
      fc.property(reports, (received) => {
        const path = pathOf(received)
        const ranks = path.map((status) => [...climb, 'failed'].indexOf(status))
        expect([...ranks].sort((left, right) => left - right)).toEqual(ranks)
        expect(new Set(path).size).toBe(path.length)
      }),
      { numRuns: 2_000 },
    )
  })

  test('ends the same for every order of the same reports: the highest, or failed', () => {
    const shuffled = reports.chain((received) =>
      fc.tuple(fc.constant(received), fc.shuffledSubarray(received, { minLength: received.length })),
    )
    fc.assert(
      fc.property(shuffled, ([received, others]) => {
        const highest = climb.filter((status) => status === 'queued' || received.includes(status)).at(-1)
        const expected = received.includes('failed') ? 'failed' : highest
        expect(pathOf(received).at(-1)).toBe(expected)
        expect(pathOf(others).at(-1)).toBe(expected)
        expect(pathOf([...received, ...others, ...received]).at(-1)).toBe(expected)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each(['failed', 'canceled'] as const)('is final once it is %s', (final) => {
    for (const next of messageStatuses) expect(mayFollow(final, next)).toBe(false)
  })

  test('never follows itself', () => {
    for (const status of messageStatuses) expect(mayFollow(status, status)).toBe(false)
  })

  test('that is skipped counts as passed, once', () => {
    expect(passedStatuses('queued', 'read')).toEqual(['sent', 'delivered', 'read'])
    expect(passedStatuses('sent', 'read')).toEqual(['delivered', 'read'])
    expect(passedStatuses('delivered', 'read')).toEqual(['read'])
    expect(passedStatuses('queued', 'failed')).toEqual(['failed'])
    expect(passedStatuses('sent', 'canceled')).toEqual(['canceled'])
    fc.assert(
      fc.property(reports, (received) => {
        const path = pathOf(received)
        const passed = path.slice(1).flatMap((next, index) => passedStatuses(path[index] ?? 'queued', next))
        expect(new Set(passed).size).toBe(passed.length)
      }),
    )
  })
})

describe('retries', () => {
  const createdAt = new Date('2026-01-01T00:00:00Z')
  const { attempts, withinSeconds } = policy.messages.retries

  test('are at most five within 15 minutes, each later than the one before', () => {
    let now = createdAt.getTime()
    const delays: number[] = []
    for (let attempt = 1; attempt < 100; attempt++) {
      const delay = retryDelaySeconds(attempt, createdAt, new Date(now))
      if (delay === null) break
      delays.push(delay)
      now += delay * 1_000
    }
    expect(delays).toHaveLength(attempts)
    expect([...delays].sort((left, right) => left - right)).toEqual(delays)
    expect(now - createdAt.getTime()).toBeLessThanOrEqual(withinSeconds * 1_000)
  })

  test('are never made after 15 minutes, however slow the attempts were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 4_000 }), (attempt, seconds) => {
        const delay = retryDelaySeconds(attempt, createdAt, new Date(createdAt.getTime() + seconds * 1_000))
        if (delay === null) return
        expect(attempt).toBeLessThanOrEqual(attempts)
        expect(delay).toBeGreaterThanOrEqual(1)
        expect(seconds + delay).toBeLessThanOrEqual(withinSeconds)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('what is carried through Meta', () => {
  test('comes back as it went', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (tenantId, messageId) => {
        expect(readCallbackData(callbackData(tenantId, messageId))).toEqual({ tenantId, messageId })
        expect(callbackData(tenantId, messageId).length).toBeLessThanOrEqual(512)
      }),
    )
  })

  const [tenant, message] = [toTypeId('tenant', uuidOf(1)), toTypeId('message', uuidOf(2))]

  test.each([
    undefined,
    '',
    '.',
    tenant,
    `${tenant}.`,
    `.${message}`,
    `${message}.${tenant}`,
    `${tenant}.${message}.`,
    `${tenant}.${message}.more`,
    `${tenant}.${message} `,
    `${tenant},${message}`,
    `${tenant}.${message.toUpperCase()}`,
  ])('%j is none of ours', (text) => {
    expect(readCallbackData(text)).toBeNull()
  })

  test('is never misread, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readCallbackData(text)).toBeNull()
      }),
    )
  })
})

describe('the instant of a report', () => {
  const at = (text: string) => new Date(`2026-01-01T00:00:${text}Z`)
  const seconds = at('10').getTime() / 1_000

  test.each([
    ['10.000', '10.000'],
    ['10.750', '10.750'],
    ['14.999', '14.999'],
    ['15.000', '10.000'],
    ['40.123', '10.000'],
    ['05.001', '05.001'],
    ['05.000', '10.000'],
  ])('received at :%s it is :%s', (received, expected) => {
    expect(reportInstant(seconds, at(received))).toEqual(at(expected))
  })

  test('is never more than five seconds from both what Meta said and when it came', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
        fc.nat(4e9),
        (received, said) => {
          const instant = reportInstant(said, received)
          expect([received.getTime(), said * 1_000]).toContain(instant.getTime())
        },
      ),
    )
  })
})

describe('what Meta refuses is explained', () => {
  test.each([
    [131026, 400, 'recipient', false],
    [190, 401, 'you', false],
    [130429, 400, 'meta', true],
    [131056, 400, 'meta', true],
    [131016, 503, 'meta', true],
    [132001, 404, 'you', false],
    [999999, 400, 'meta', false],
    [999999, 500, 'meta', true],
    [999999, 429, 'meta', true],
    [null, 502, 'meta', true],
    [null, 403, 'meta', false],
  ] as const)('%s with status %i: %s acts, retryable %s', (code, status, actor, retryable) => {
    const failure = explainProviderCode(code, status)
    expect(FailureObject.parse(failure)).toMatchObject({ actor, retryable, provider_code: code })
    expect(failure.title).not.toBe('')
    expect(failure.fix).toMatch(/\.$/)
  })
})

function uuidOf(last: number): string {
  return `01890a5d-ac96-774b-bcce-b302099a805${last}`
}
