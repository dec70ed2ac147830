import { describe, expect, test } from 'vitest'
import { canSendOtp, readinessOf } from '@/lib/senders/readiness'
import { checkNames, type ReadinessCheck } from '@/lib/senders/readiness-schema'
import type { AccountFacts, NumberFacts, ReadinessFacts } from '@/lib/senders/verdict-schema'

const now = new Date('2026-11-24T12:00:00.000Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

const number: NumberFacts = {
  status: 'connected',
  disconnectReason: null,
  isCoexistence: false,
  isRegistered: true,
  numberStatus: 'CONNECTED',
  nameStatus: 'APPROVED',
  requestedName: null,
  quality: 'GREEN',
  isFlagged: false,
  health: { can_send_message: 'AVAILABLE', entities: [] },
}
const account: AccountFacts = {
  wabaId: '900100200300401',
  businessId: '900900800700602',
  tokenStatus: 'valid',
  tokenScopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
  tokenExpiresAt: null,
  subscribedAt: now,
  reviewStatus: 'APPROVED',
  verificationStatus: 'VERIFIED',
  messagingLimit: 'TIER_2K',
  holdings: [],
  health: { can_send_message: 'AVAILABLE', entities: [] },
}
const held = (kind: 'ban' | 'restriction' | 'violation' | 'alert', what: string, more = {}) => ({
  ...account,
  holdings: [{ name: kind, kind, what, at: inDays(-2).toISOString(), until: null, words: null, ...more }],
})
const health = (error_code: number) => ({
  can_send_message: 'BLOCKED',
  entities: [
    {
      entity_type: 'WABA',
      can_send_message: 'BLOCKED',
      errors: [{ error_code, error_description: 'Because.' }],
    },
  ],
})

type Change = {
  number?: Partial<NumberFacts>
  account?: Partial<AccountFacts>
  templates?: ReadinessFacts['templates']
}

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

type Row = [
  name: string,
  change: Change,
  check: ReadinessCheck['check'],
  state: ReadinessCheck['state'],
  actor: ReadinessCheck['actor'],
  sends: boolean,
]

const rows: Row[] = [
  ['a revoked token', { account: { tokenStatus: 'revoked' } }, 'token', 'blocked', 'you', false],
  ['an expired token', { account: { tokenStatus: 'expired' } }, 'token', 'blocked', 'you', false],
  ['a token past its end', { account: { tokenExpiresAt: inDays(-1) } }, 'token', 'blocked', 'you', false],
  [
    'a token that ends soon',
    { account: { tokenExpiresAt: inDays(3) } },
    'token',
    'action_needed',
    'you',
    true,
  ],
  ['a token that ends late', { account: { tokenExpiresAt: inDays(30) } }, 'token', 'ok', 'meta', true],
  [
    'a token without a permission',
    { account: { tokenScopes: ['whatsapp_business_messaging'] } },
    'token',
    'blocked',
    'you',
    false,
  ],
  [
    'a number that Meta took away',
    { number: { status: 'disconnected', disconnectReason: 'app_removed' } },
    'token',
    'blocked',
    'you',
    false,
  ],
  ['no subscription', { account: { subscribedAt: null } }, 'subscription', 'waiting', 'hawk_send', true],
  ['a pending number', { number: { status: 'pending' } }, 'registration', 'waiting', 'hawk_send', false],
  [
    'a number to register',
    { number: { isRegistered: false } },
    'registration',
    'waiting',
    'hawk_send',
    false,
  ],
  [
    'a number in the business app',
    { number: { isRegistered: false, isCoexistence: true } },
    'registration',
    'ok',
    'meta',
    true,
  ],
  [
    'a deregistered number',
    { number: { numberStatus: 'DISCONNECTED' } },
    'registration',
    'blocked',
    'you',
    false,
  ],
  ['a number that moved', { number: { numberStatus: 'MIGRATED' } }, 'registration', 'blocked', 'you', false],
  ['a name in review', { number: { nameStatus: 'PENDING_REVIEW' } }, 'display_name', 'waiting', 'meta', true],
  ['a declined name', { number: { nameStatus: 'DECLINED' } }, 'display_name', 'action_needed', 'you', true],
  ['a name unheard of', { number: { nameStatus: null } }, 'display_name', 'unknown', 'meta', true],
  [
    'an unverified business',
    { account: { verificationStatus: 'NOT_VERIFIED' } },
    'business_verification',
    'action_needed',
    'you',
    true,
  ],
  [
    'a business under verification, in small letters',
    { account: { verificationStatus: 'pending' } },
    'business_verification',
    'waiting',
    'meta',
    true,
  ],
  [
    'a business that has to be verified first',
    { account: { health: health(141_010) } },
    'business_verification',
    'blocked',
    'you',
    false,
  ],
  [
    'a low limit',
    { account: { messagingLimit: 'TIER_250' } },
    'messaging_limit',
    'action_needed',
    'you',
    false,
  ],
  [
    'a low limit that is about to rise',
    { account: { messagingLimit: 'TIER_1K', verificationStatus: 'PENDING' } },
    'messaging_limit',
    'waiting',
    'meta',
    false,
  ],
  ['no limit', { account: { messagingLimit: 'TIER_UNLIMITED' } }, 'messaging_limit', 'ok', 'meta', true],
  ['a limit unheard of', { account: { messagingLimit: null } }, 'messaging_limit', 'unknown', 'meta', true],
  ['no template', { templates: { approved: 0, pending: 0 } }, 'template', 'action_needed', 'you', false],
  ['a template in review', { templates: { approved: 0, pending: 2 } }, 'template', 'waiting', 'meta', false],
  [
    'no payment (account)',
    { account: { health: health(141_006) } },
    'payment',
    'action_needed',
    'you',
    false,
  ],
  ['no payment (number)', { number: { health: health(131_042) } }, 'payment', 'action_needed', 'you', false],
  [
    'no word of health',
    { number: { health: null }, account: { health: null } },
    'payment',
    'unknown',
    'meta',
    true,
  ],
  ['a ban', { account: held('ban', 'DISABLE') }, 'restrictions', 'blocked', 'you', false],
  [
    'a ban to come',
    { account: held('ban', 'SCHEDULE_FOR_DISABLE') },
    'restrictions',
    'action_needed',
    'you',
    true,
  ],
  ['a ban that is over', { account: held('ban', 'REINSTATE') }, 'restrictions', 'ok', 'meta', true],
  [
    'a restriction of sends',
    {
      account: held('restriction', 'RESTRICTED_BIZ_INITIATED_MESSAGING', { until: inDays(3).toISOString() }),
    },
    'restrictions',
    'blocked',
    'you',
    false,
  ],
  [
    'a restriction that has ended',
    {
      account: held('restriction', 'RESTRICTED_BIZ_INITIATED_MESSAGING', { until: inDays(-1).toISOString() }),
    },
    'restrictions',
    'ok',
    'meta',
    true,
  ],
  [
    'another restriction',
    { account: held('restriction', 'RESTRICTED_ADD_PHONE_NUMBER_ACTION') },
    'restrictions',
    'action_needed',
    'you',
    true,
  ],
  ['a violation', { account: held('violation', 'SPAM') }, 'restrictions', 'action_needed', 'you', true],
  ['a rejected account', { account: { reviewStatus: 'REJECTED' } }, 'restrictions', 'blocked', 'you', false],
  ['an account in review', { account: { reviewStatus: 'PENDING' } }, 'restrictions', 'waiting', 'meta', true],
  ['a banned number', { number: { numberStatus: 'BANNED' } }, 'restrictions', 'blocked', 'you', false],
  ['a slowed number', { number: { numberStatus: 'RATE_LIMITED' } }, 'restrictions', 'waiting', 'meta', true],
  ['low quality', { number: { quality: 'RED' } }, 'restrictions', 'action_needed', 'you', true],
  ['a flag', { number: { isFlagged: true } }, 'restrictions', 'action_needed', 'you', true],
  [
    'a block for another cause',
    { account: { health: health(141_999) } },
    'restrictions',
    'blocked',
    'you',
    false,
  ],
  [
    'a block that payment explains',
    { account: { health: health(141_006) } },
    'restrictions',
    'ok',
    'meta',
    false,
  ],
]

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
