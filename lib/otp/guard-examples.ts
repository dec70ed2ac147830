import { defaultGuard } from '@/lib/otp/guard-schema'

const reason = {
  rule: 'hourly_cap',
  detail: '200 codes were sent in the last hour; at most 200 are allowed.',
  observed: 200,
  limit: 200,
  retry_at: null,
} as const

const blocked = {
  to: '+14155550100',
  reasons: [reason],
  created_at: '2026-11-24T09:30:00.000Z',
}

export const getGuardExamples = {
  reply: { object: 'otp_guard', mode: 'live', settings: defaultGuard, updated_at: null },
}

export const backtestExamples = {
  body: { settings: { allowed_countries: ['US', 'CA'], hourly_cap: 200 } },
  reply: {
    object: 'otp_guard_backtest',
    mode: 'live',
    created_after: '2026-10-25T09:30:00.000Z',
    evaluated: 4_812,
    truncated: false,
    blocked: 37,
    blocked_ratio: 0.0077,
    by_rule: [{ rule: 'hourly_cap', blocked: 37 }],
    verified_blocked: 2,
    examples: [{ ...blocked, otp_id: 'otp_01kb5t9y8ze3xtfvb2m7c0qh4d', verified: false }],
  },
}

export const listBlocksExamples = {
  reply: {
    object: 'list',
    data: [
      {
        ...blocked,
        object: 'otp_guard_block',
        id: 'blk_01kb5t9y8ze3yvr4x0k2n6d8sa',
        api_key_id: 'key_01kb5s2n4re6c8d0f1g3h5j7k9',
        request_id: 'req_01kb5t9y8xf8z9b6t1h3w5m7qk',
        mode: 'live',
      },
    ],
    has_more: false,
    next_cursor: null,
  },
}
