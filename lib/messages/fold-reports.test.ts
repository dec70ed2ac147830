import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldReports, keptPricing, type Report, type Tracked } from '@/lib/messages/fold-reports'

const createdAt = new Date('2026-11-24T09:30:00.400Z')
const later = (seconds: number) => new Date(createdAt.getTime() + seconds * 1_000)
const queued: Tracked = {
  status: 'queued',
  createdAt,
  wamid: null,
  waId: null,
  phone: '+12025550141',
  bsuid: null,
  pricing: null,
  failure: null,
  dueAt: later(40),
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  playedAt: null,
  endedAt: null,
}
const failure = (code: number) => ({
  code: 'provider_refused',
  title: 'x',
  actor: 'meta' as const,
  retryable: false,
  fix: 'x',
  provider_code: code,
})

const anyReport: fc.Arbitrary<Report> = fc
  .record({
    status: fc.constantFrom<Report['status']>('sent', 'delivered', 'read', 'played', 'failed'),
    at: fc.integer({ min: -400, max: 400 }).map(later),
    code: fc.integer({ min: 131_000, max: 131_003 }),
    bsuid: fc.constantFrom(null, 'US.141', 'US.143'),
  })
  .map(({ status, at, code, bsuid }) => ({
    status,
    at,
    wamid: 'wamid.x',
    waId: '12025550141',
    bsuid,
    failure: status === 'failed' ? failure(code) : null,
  }))

const oneByOne = (reports: Report[]) =>
  reports.reduce((state, report) => foldReports(state, [report]).state, queued)

describe('whatever reports come, in whatever order, repeated, one by one or together', () => {
  test('the end is the same', () => {
    const shuffled = fc.array(anyReport, { minLength: 1, maxLength: 12 }).chain((reports) =>
      fc.record({
        reports: fc.constant(reports),
        order: fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length * 2 }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ reports, order }) => {
        const together = foldReports(queued, reports).state
        expect(oneByOne(order)).toEqual(together)
        expect(foldReports(together, order)).toEqual({ state: together, passed: [] })
      }),
      { numRuns: 2_000 },
    )
  })

  test('no status is passed twice, none goes back, and its times stand in their order', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 12 }), (reports) => {
        const { state, passed } = foldReports(queued, reports)
        expect(new Set(passed).size).toBe(passed.length)
        expect(state.status).toBe(passed.at(-1) ?? 'queued')
        const times = [state.sentAt, state.deliveredAt, state.readAt].flatMap((at) => at ?? [])
        expect(times).toEqual([...times].sort((left, right) => left.getTime() - right.getTime()))
      }),
    )
  })
})

test('a failure stays, and what else is reported of the message is still dated', () => {
  const failed = foldReports(queued, [{ status: 'failed', at: later(3), failure: failure(131_026) }])
  const { state, passed } = foldReports(failed.state, [{ status: 'delivered', at: later(2) }])
  expect(passed).toEqual([])
  expect(state).toMatchObject({
    status: 'failed',
    sentAt: later(2),
    deliveredAt: later(2),
    endedAt: later(3),
  })
})

test('a report that is dated a little before the message happened when the message was there', () => {
  const { state } = foldReports(queued, [{ status: 'delivered', at: new Date('2026-11-24T09:30:00Z') }])
  expect(state.deliveredAt).toEqual(createdAt)
})

test('whom a message was sent to does not change by a report that names somebody else', () => {
  const sent = { ...queued, phone: null, bsuid: 'US.143' }
  expect(foldReports(sent, [{ status: 'sent', at: later(1), bsuid: 'US.141' }]).state.bsuid).toBe('US.143')
})

test('what nobody is waiting for any more is not due', () => {
  expect(foldReports(queued, [{ status: 'sent', at: later(1) }]).state.dueAt).toBeNull()
  expect(foldReports(queued, [{ status: 'sent', at: later(1), dueAt: later(2) }]).state.dueAt).toEqual(
    later(2),
  )
})

test('a category reads the same with a hyphen and with an underscore', () => {
  const price = (category: string) =>
    keptPricing({ pricing_model: 'PMP', type: 'regular', category, billable: true })
  expect(price('authentication-international')).toEqual(price('authentication_international'))
  expect(keptPricing(null)).toBeNull()
  expect(keptPricing({})).toEqual({ model: null, type: null, category: null, billable: null })
})
