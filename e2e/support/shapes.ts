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

export const OtpDetail = z.strictObject({
  ...otpFields,
  direction: z.enum(['outbound', 'inbound']),
  verified_at: instant.nullable(),
  failure: Failure.nullable(),
  code_length: z.int().min(4).max(8),
  request_id: id('req'),
  api_key_id: id('key').nullable(),
  template: z.string().nullable(),
  language: z.string().nullable(),
  provider_message_id: z.string().nullable(),
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
