import { z } from 'zod'

/** The answers as the contract with clients has them, written down a second time: not a field more or less. */
const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`))
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/)

const otpFields = {
  object: z.literal('otp'),
  otp_id: id('otp'),
  to: phone,
  status: z.enum(['pending', 'verified', 'expired', 'failed', 'superseded', 'canceled']),
  expires_at: instant,
  attempts_remaining: z.int().min(0).max(3),
  message_id: id('msg'),
  delivery_status: z.enum(['scheduled', 'queued', 'sent', 'delivered', 'read', 'failed', 'canceled']),
  mode: z.enum(['live', 'test']),
  purpose: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  created_at: instant,
}

export const SentOtp = z.strictObject({
  ...otpFields,
  status: z.literal('pending'),
  attempts_remaining: z.literal(3),
  delivery_status: z.literal('queued'),
})

export const Failure = z.strictObject({
  code: z.string(),
  title: z.string(),
  actor: z.enum(['you', 'recipient', 'meta', 'hawk_send']),
  retryable: z.boolean(),
  fix: z.string(),
  provider_code: z.int().nullable(),
})

export const GuardReason = z.strictObject({
  rule: z.enum([
    'allowed_countries',
    'prefix_velocity',
    'sequential_numbers',
    'conversion',
    'hourly_cap',
    'daily_cap',
  ]),
  detail: z.string().min(1),
  observed: z.union([z.number(), z.string()]),
  limit: z.union([z.number(), z.string()]),
  retry_at: instant.nullable(),
})

const knownOtpFields = {
  ...otpFields,
  direction: z.enum(['outbound', 'inbound']),
  to: phone.nullable(),
  message_id: id('msg').nullable(),
  delivery_status: otpFields.delivery_status.nullable(),
  verified_at: instant.nullable(),
  failure: Failure.nullable(),
}

export const OtpList = z.strictObject({
  object: z.literal('list'),
  data: z.array(z.strictObject({ ...knownOtpFields, delivered_in_ms: z.int().min(0).nullable() })),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
})

export const InboundOtp = z.strictObject({
  ...knownOtpFields,
  direction: z.literal('inbound'),
  status: z.literal('pending'),
  message_id: z.null(),
  delivery_status: z.null(),
  token: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/),
  text: z.string().regex(/^Verify HAWK-\w{4}-\w{4}$/),
  link: z.string().regex(/^https:\/\/wa\.me\/\d+\?text=Verify%20HAWK-\w{4}-\w{4}$/),
  qr_svg: z.string().startsWith('<svg '),
  sender_phone: phone,
})

export const KnownOtp = z.strictObject(knownOtpFields)

export const OtpDetail = z.strictObject({
  ...knownOtpFields,
  code_length: z.int().min(4).max(8),
  request_id: id('req'),
  api_key_id: id('key').nullable(),
  template: z.string().nullable(),
  language: z.string().nullable(),
  provider_message_id: z.string().nullable(),
  guard: z.strictObject({ reasons: z.array(GuardReason).min(1) }).nullable(),
  earlier_message_ids: z.array(id('msg')),
  superseded_by: id('otp').nullable(),
  proof: z.string().nullable(),
  timeline: z.array(
    z.strictObject({
      type: z.string(),
      at: instant,
      offset_ms: z.int().min(0),
      detail: z.string().nullable(),
    }),
  ),
})

export const Verified = z.strictObject({
  object: z.literal('otp_check'),
  verified: z.literal(true),
  otp_id: id('otp'),
  to: phone,
  verified_at: instant,
  proof: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
})

export const Refused = z.strictObject({
  object: z.literal('otp_check'),
  verified: z.literal(false),
  reason: z.enum([
    'incorrect_code',
    'attempts_exceeded',
    'expired',
    'already_verified',
    'superseded',
    'canceled',
    'no_active_otp',
  ]),
  attempts_remaining: z.int().min(0).max(2),
  otp_id: id('otp').nullable(),
  to: phone.nullable(),
})

const windowSeconds = z.int()
export const GuardSettings = z.strictObject({
  enforcement: z.enum(['off', 'monitor', 'enforce']),
  allowed_countries: z.array(z.string()).nullable(),
  prefix_velocity: z
    .strictObject({ distinct_numbers: z.int(), window_seconds: windowSeconds, rest_seconds: windowSeconds })
    .nullable(),
  sequential_numbers: z.strictObject({ count: z.int(), window_seconds: windowSeconds }).nullable(),
  conversion: z
    .strictObject({ min_sends: z.int(), min_ratio: z.number(), window_seconds: windowSeconds })
    .nullable(),
  hourly_cap: z.int().nullable(),
  daily_cap: z.int().nullable(),
})

export const Guard = z.strictObject({
  object: z.literal('otp_guard'),
  mode: z.enum(['live', 'test']),
  settings: GuardSettings,
  updated_at: instant.nullable(),
})

export const GuardBacktest = z.strictObject({
  object: z.literal('otp_guard_backtest'),
  mode: z.enum(['live', 'test']),
  created_after: instant,
  evaluated: z.int(),
  truncated: z.boolean(),
  blocked: z.int(),
  blocked_ratio: z.number().min(0).max(1),
  by_rule: z.array(z.strictObject({ rule: GuardReason.shape.rule, blocked: z.int() })),
  verified_blocked: z.int(),
  examples: z.array(
    z.strictObject({
      otp_id: id('otp'),
      to: phone,
      verified: z.boolean(),
      created_at: instant,
      reasons: z.array(GuardReason).min(1),
    }),
  ),
})

export const GuardBlocks = z.strictObject({
  object: z.literal('list'),
  data: z.array(
    z.strictObject({
      object: z.literal('otp_guard_block'),
      id: id('blk'),
      to: phone,
      reasons: z.array(GuardReason).min(1),
      api_key_id: id('key').nullable(),
      request_id: id('req'),
      mode: z.enum(['live', 'test']),
      created_at: instant,
    }),
  ),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
})

export const Problem = z.strictObject({
  type: z.url(),
  title: z.string().min(1),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z
    .array(z.strictObject({ path: z.string(), message: z.string(), fix: z.string().optional() }))
    .optional(),
  retryable: z.boolean(),
  request_id: id('req'),
})
export type Problem = z.infer<typeof Problem>

const loggedFields = {
  object: z.literal('request'),
  id: id('req'),
  mode: z.enum(['live', 'test']),
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
  path: z.string().startsWith('/api/v1/'),
  status: z.int().min(200).max(599),
  error_code: z.string().nullable(),
  duration_ms: z.number().min(0),
  api_key_id: id('key').nullable(),
  address: z.string(),
  user_agent: z.string().nullable(),
  idempotency_key: z.string().nullable(),
  is_replay: z.boolean(),
  created_at: instant,
}

export const LoggedRequest = z.strictObject({
  ...loggedFields,
  request_body: z.unknown(),
  response_body: z.unknown(),
  objects: z.array(z.strictObject({ id: z.string(), type: z.string() })),
})
export type LoggedRequest = z.infer<typeof LoggedRequest>

export const LoggedRequestList = z.strictObject({
  object: z.literal('list'),
  data: z.array(z.strictObject(loggedFields)),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
})

export const Media = z.strictObject({
  object: z.literal('media'),
  id: id('med'),
  direction: z.enum(['outbound', 'inbound']),
  sender_id: id('snd').nullable(),
  mime_type: z.string(),
  size: z.int().nullable(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  file_name: z.string().nullable(),
  mode: z.enum(['live', 'test']),
  expires_at: instant.nullable(),
  created_at: instant,
})
