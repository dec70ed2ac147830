import { z } from 'zod'
import { modes } from '@/lib/core/context'
import { countryCodes } from '@/lib/core/countries'
import { listOf } from '@/lib/core/lists'
import { policy } from '@/lib/core/policy'
import { GuardReason, guardRules } from '@/lib/otp/schema'

const { prefixVelocity, sequentialNumbers, conversion, capMax, backtest } = policy.otp.guard

type Bounds = { min: number; max: number }
const within = ({ min, max }: Bounds) => z.int().min(min).max(max)

export const enforcements = ['off', 'monitor', 'enforce'] as const
export type Enforcement = (typeof enforcements)[number]

const Countries = z
  .array(
    z.string().refine((code) => countryCodes.includes(code), 'Must be an ISO 3166 code such as US or NG.'),
  )
  .min(1)
  .max(countryCodes.length)
  .refine((codes) => new Set(codes).size === codes.length, 'Name each country once.')

/** What a tenant asks of the guard in one mode. A rule that is null is not looked at. */
export const GuardSettings = z.strictObject({
  enforcement: z.enum(enforcements).describe('Monitor notes what enforce would stop; off looks at nothing.'),
  allowed_countries: Countries.nullable().describe('ISO 3166 codes; null allows every country.'),
  prefix_velocity: z
    .strictObject({
      distinct_numbers: within(prefixVelocity.distinctNumbers),
      window_seconds: within(prefixVelocity.windowSeconds),
      rest_seconds: within(prefixVelocity.restSeconds),
    })
    .nullable()
    .describe('How many numbers of one block of 10,000 may have a code in the window; then the block rests.'),
  sequential_numbers: z
    .strictObject({
      count: within(sequentialNumbers.count),
      window_seconds: within(sequentialNumbers.windowSeconds),
    })
    .nullable()
    .describe('So many consecutive numbers within the window are too many.'),
  conversion: z
    .strictObject({
      min_sends: within(conversion.minSends),
      min_ratio: z.number().min(conversion.minRatio.min).max(conversion.minRatio.max),
      window_seconds: within(conversion.windowSeconds),
    })
    .nullable()
    .describe('Which share of the codes has to be verified, once there are enough to tell.'),
  hourly_cap: within({ min: 1, max: capMax }).nullable().describe('Sends in any hour.'),
  daily_cap: within({ min: 1, max: capMax }).nullable().describe('Sends in any 24 hours.'),
})
export type GuardSettings = z.infer<typeof GuardSettings>

/** Of a tenant who has said nothing: it watches, and stops nobody. */
export const defaultGuard: GuardSettings = {
  enforcement: 'monitor',
  allowed_countries: null,
  prefix_velocity: {
    distinct_numbers: prefixVelocity.distinctNumbers.default,
    window_seconds: prefixVelocity.windowSeconds.default,
    rest_seconds: prefixVelocity.restSeconds.default,
  },
  sequential_numbers: {
    count: sequentialNumbers.count.default,
    window_seconds: sequentialNumbers.windowSeconds.default,
  },
  conversion: {
    min_sends: conversion.minSends.default,
    min_ratio: conversion.minRatio.default,
    window_seconds: conversion.windowSeconds.default,
  },
  hourly_cap: null,
  daily_cap: null,
}

export const UpdateGuardInput = z.strictObject({ settings: GuardSettings })

export const GuardObject = z.object({
  object: z.literal('otp_guard'),
  mode: z.enum(modes),
  settings: GuardSettings,
  updated_at: z.string().nullable(),
})
export type GuardObject = z.infer<typeof GuardObject>

export const BacktestGuardInput = z.strictObject({
  settings: GuardSettings.partial().describe('What to try; what is left out stays as it is.'),
  created_after: z.iso
    .datetime()
    .optional()
    .describe(`From when on; at most, and by default, ${backtest.days} days ago.`),
})

export const GuardBacktest = z.object({
  object: z.literal('otp_guard_backtest'),
  mode: z.enum(modes),
  created_after: z.string(),
  /** The sends that were looked at; when there were more, the newest. */
  evaluated: z.int(),
  truncated: z.boolean(),
  blocked: z.int(),
  blocked_ratio: z.number(),
  by_rule: z.array(z.object({ rule: z.enum(guardRules), blocked: z.int() })),
  /** People who proved their number, and whom these settings would have kept out. */
  verified_blocked: z.int(),
  examples: z.array(
    z.object({
      otp_id: z.string(),
      to: z.string(),
      verified: z.boolean(),
      created_at: z.string(),
      reasons: z.array(GuardReason),
    }),
  ),
})
export type GuardBacktest = z.infer<typeof GuardBacktest>

export const GuardBlock = z.object({
  object: z.literal('otp_guard_block'),
  id: z.string(),
  to: z.string(),
  reasons: z.array(GuardReason),
  api_key_id: z.string().nullable(),
  request_id: z.string(),
  mode: z.enum(modes),
  created_at: z.string(),
})
export type GuardBlock = z.infer<typeof GuardBlock>

export const GuardBlockList = listOf(GuardBlock)
export type GuardBlockList = z.infer<typeof GuardBlockList>
