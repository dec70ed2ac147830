import { describe, expect, test } from 'vitest'
import { account, type Change, held, inDays, now, number, rows } from '@/lib/senders/fixtures/readiness-rows'
import { canSendOtp, readinessOf } from '@/lib/senders/readiness'
import { checkNames } from '@/lib/senders/readiness-schema'
import type { AccountFacts } from '@/lib/senders/verdict-schema'

function judge({ number: n, account: a, templates = { approved: 1, pending: 0 } }: Change) {
  return readinessOf(
    { mode: 'live', templates, number: { ...number, ...n }, account: { ...account, ...a } },
    now,
  )
}

test('a number against which nothing stands can send OTPs, and says so of each check', () => {
  const readiness = judge({})
  expect(readiness.map(({ check }) => check)).toEqual(checkNames)
  expect(readiness.every(({ state }) => state === 'ok')).toBe(true)
  expect(canSendOtp(readiness)).toBe(true)
})

describe('each thing that stands against a number', () => {
  test.each(rows)('%s', (_, change, check, state, actor, sends) => {
    const readiness = judge(change)
    const found = readiness.find((it) => it.check === check)
    expect(found).toMatchObject({ state, actor })
    expect(canSendOtp(readiness)).toBe(sends)
    expect(found?.meanwhile === null).toBe(state === 'ok')
    for (const { fix, link } of readiness) {
      expect(fix).toMatch(/^\S.*[.)]$/)
      if (link !== null) expect(new URL(link).hostname).toBe('business.facebook.com')
    }
  })
})

test('the worst of several restrictions is shown', () => {
  const readiness = judge({
    account: held('violation', 'SPAM'),
    number: { numberStatus: 'BANNED', quality: 'RED' },
  })
  expect(readiness.find(({ check }) => check === 'restrictions')?.fix).toMatch(/banned the number/)
})

test('what was held before a reinstatement is over, and what came after it is not', () => {
  const at = (days: number, kind: 'ban' | 'violation', what: string) => ({
    ...held(kind, what).holdings[0],
    at: inDays(days).toISOString(),
  })
  const ban = at(-2, 'ban', 'REINSTATE') as AccountFacts['holdings'][number]
  const violation = (days: number) => at(days, 'violation', 'SPAM') as AccountFacts['holdings'][number]
  const stateWith = (days: number) =>
    judge({ account: { holdings: [ban, violation(days)] } }).find(({ check }) => check === 'restrictions')
      ?.state
  expect([stateWith(-3), stateWith(-1)]).toEqual(['ok', 'action_needed'])
})

test('test mode asks nothing of Meta, and a live number without an account can send nothing', () => {
  const facts = { number, account: null, templates: { approved: 0, pending: 0 } }
  expect(canSendOtp(readinessOf({ ...facts, mode: 'test' }, now))).toBe(true)
  expect(canSendOtp(readinessOf({ ...facts, mode: 'live' }, now))).toBe(false)
})
