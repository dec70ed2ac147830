import { z } from 'zod'
import { modes } from '@/lib/core/context'
import { ListQuery, listOf } from '@/lib/core/lists'
import { PhoneNumber } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'
import { messageStatuses, type OtpStatus, otpStatuses } from '@/lib/core/statuses'
import { FailureObject } from '@/lib/messages/schema'

export type { OtpStatus }
export { otpStatuses }

const { codeLength, expirySeconds, metadataPairs, purposeLength } = policy.otp

const Metadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((pairs) => Object.keys(pairs).length <= metadataPairs, `At most ${metadataPairs} pairs.`)
  .meta({ maxProperties: metadataPairs })

const SenderId = z.string().min(1).max(100)

export const SendOtpInput = z
  .strictObject({
    to: PhoneNumber.describe('The phone number, in E.164.'),
    code_length: z
      .int()
      .min(codeLength.min)
      .max(codeLength.max)
      .default(codeLength.default)
      .describe('Digits of the code.'),
    expiry: z
      .int()
      .min(expirySeconds.min)
      .max(expirySeconds.max)
      .default(expirySeconds.default)
      .describe('Seconds until the code expires.'),
    from: SenderId.optional().describe("The sender's id; unset, the primary sender."),
    waba_id: SenderId.optional().describe('An older name of `from`.'),
    locale: z
      .string()
      .regex(/^[a-z]{2,3}([_-][A-Z]{2})?$/, 'Must be a language code such as en or pt_BR.')
      .optional()
      .describe('The language of the message.'),
    purpose: z.string().min(1).max(purposeLength).optional().describe('What it is for, as logs show it.'),
    metadata: Metadata.default({}).describe('Pairs of your own.'),
  })
  .refine((input) => !input.from || !input.waba_id || input.from === input.waba_id, {
    path: ['waba_id'],
    message: '`waba_id` is an older name of `from`; send one of them.',
  })

export const OtpObject = z.object({
  object: z.literal('otp'),
  otp_id: z.string(),
  /** Inbound: the person writes to us, and the number is known only once they have. */
  direction: z.enum(['outbound', 'inbound']),
  to: z.string().nullable(),
  status: z.enum(otpStatuses),
  expires_at: z.string(),
  attempts_remaining: z.int(),
  message_id: z.string().nullable(),
  delivery_status: z.enum(messageStatuses).nullable(),
  mode: z.enum(modes),
  purpose: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  created_at: z.string(),
  verified_at: z.string().nullable(),
  failure: FailureObject.nullable(),
})
export type OtpObject = z.infer<typeof OtpObject>

export const SendOtpReply = OtpObject.omit({ direction: true, verified_at: true, failure: true }).extend({
  to: z.string(),
  message_id: z.string(),
  delivery_status: z.enum(messageStatuses),
})

/** One stop of an OTP's flight path. `offset_ms` counts from the moment it was accepted. */
export const TimelineEntry = z.object({
  type: z.enum([
    'accepted',
    'resent',
    'sent',
    'delivered',
    'read',
    'wrong_code',
    'received',
    'verified',
    'expired',
    'failed',
    'superseded',
    'canceled',
  ]),
  at: z.string(),
  offset_ms: z.int(),
  detail: z.string().nullable(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const guardRules = [
  'allowed_countries',
  'prefix_velocity',
  'sequential_numbers',
  'conversion',
  'hourly_cap',
  'daily_cap',
] as const
export type GuardRule = (typeof guardRules)[number]

/** What a rule of the fraud guard has against a send: in a sentence, and in what it saw and what it allows. */
export const GuardReason = z.object({
  rule: z.enum(guardRules),
  detail: z.string(),
  observed: z.union([z.number(), z.string()]),
  limit: z.union([z.number(), z.string()]),
  /** When the rule stops resting; null where that is not known ahead. */
  retry_at: z.string().nullable(),
})
export type GuardReason = z.infer<typeof GuardReason>

export const GuardVerdict = z.object({ reasons: z.array(GuardReason) })
export type GuardVerdict = z.infer<typeof GuardVerdict>

export const OtpDetail = OtpObject.extend({
  code_length: z.int(),
  request_id: z.string(),
  api_key_id: z.string().nullable(),
  template: z.string().nullable(),
  language: z.string().nullable(),
  provider_message_id: z.string().nullable(),
  /** The messages that carried the code before it was sent again, oldest first. */
  earlier_message_ids: z.array(z.string()),
  superseded_by: z.string().nullable(),
  /** Inbound: what /otp/verify gives for a code, for as long as it holds. */
  proof: z.string().nullable(),
  /** Why the fraud guard would have stopped it, had it not only been watching. */
  guard: GuardVerdict.nullable(),
  timeline: z.array(TimelineEntry),
})
export type OtpDetail = z.infer<typeof OtpDetail>

/** A row of the list: the OTP, and how long it took to arrive. */
export const OtpListItem = OtpObject.extend({ delivered_in_ms: z.int().nullable() })
export type OtpListItem = z.infer<typeof OtpListItem>

export const ListOtpsQuery = ListQuery.extend({
  to: PhoneNumber.optional().describe('Only those to this number, however it is written.'),
  status: z.enum(otpStatuses).optional().describe('Only those that stand there.'),
  created_after: z.iso.datetime().optional(),
  created_before: z.iso.datetime().optional(),
})
export const OtpList = listOf(OtpListItem)
export type OtpList = z.infer<typeof OtpList>

const Code = z
  .string()
  .regex(
    new RegExp(`^[0-9]{${codeLength.min},${codeLength.max}}$`),
    `Must be a string of ${codeLength.min} to ${codeLength.max} ASCII digits.`,
  )
  .describe('The digits that the person typed.')

export const VerifyOtpInput = z
  .strictObject({
    code: Code,
    to: PhoneNumber.optional().describe('The phone number; or give otp_id.'),
    otp_id: z.string().min(1).max(100).optional().describe("The OTP's id; or give to."),
  })
  .refine((input) => (input.to === undefined) !== (input.otp_id === undefined), {
    path: ['otp_id'],
    message: 'Send exactly one of `to` and `otp_id`.',
  })
  .meta({ oneOf: [{ required: ['to'] }, { required: ['otp_id'] }] })

export const refusalReasons = [
  'incorrect_code',
  'attempts_exceeded',
  'expired',
  'already_verified',
  'superseded',
  'canceled',
  'no_active_otp',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

export const VerifyOtpReply = z.discriminatedUnion('verified', [
  z.object({
    object: z.literal('otp_check'),
    verified: z.literal(true),
    otp_id: z.string(),
    to: z.string(),
    verified_at: z.string(),
    proof: z.string(),
  }),
  z.object({
    object: z.literal('otp_check'),
    verified: z.literal(false),
    reason: z.enum(refusalReasons),
    attempts_remaining: z.int(),
    otp_id: z.string().nullable(),
    to: z.string().nullable(),
  }),
])
export type VerifyOtpReply = z.infer<typeof VerifyOtpReply>

/** What the dashboard asks about a test OTP, and what it is told. */
export const VerifyTestOtpInput = z.strictObject({ otp_id: z.string().min(1).max(100), code: Code })
export const CheckedTestOtp = z.discriminatedUnion('verified', [
  z.object({ object: z.literal('otp_check'), verified: z.literal(true) }),
  z.object({
    object: z.literal('otp_check'),
    verified: z.literal(false),
    reason: z.enum(refusalReasons),
    attempts_remaining: z.int(),
  }),
])
export type CheckedTestOtp = z.infer<typeof CheckedTestOtp>

// The names that these have in the OpenAPI file; what has none there is called after its operation.
OtpObject.register(z.globalRegistry, { id: 'Otp', description: 'A one-time password.' })
OtpDetail.register(z.globalRegistry, {
  id: 'OtpDetail',
  description: 'A one-time password, and its timeline.',
})
TimelineEntry.register(z.globalRegistry, { id: 'TimelineEntry', description: 'One step of an OTP.' })
VerifyOtpReply.register(z.globalRegistry, { id: 'OtpCheck', description: 'What came of checking a code.' })
