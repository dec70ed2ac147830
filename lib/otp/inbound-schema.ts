import { z } from 'zod'
import { PhoneNumber } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'
import { OtpObject, SendOtpInput } from '@/lib/otp/schema'

const { expiry, purpose, metadata } = SendOtpInput.shape

export const CreateInboundOtpInput = z.strictObject({
  from: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('The id of the sender that the person writes to; unset, the primary sender.'),
  to: PhoneNumber.optional().describe(
    'The phone number to prove, in E.164; unset, whichever the person has.',
  ),
  expiry: expiry.describe('Seconds until the token expires.'),
  purpose,
  metadata,
})

/** An inbound OTP and, this once, the token that proves it. */
export const CreateInboundOtpReply = OtpObject.extend({
  token: z.string(),
  text: z.string(),
  link: z.string(),
  qr_svg: z.string(),
  sender_phone: z.string(),
})
export type CreateInboundOtpReply = z.infer<typeof CreateInboundOtpReply>

export const ReceiveOtpInput = z
  .strictObject({
    from: PhoneNumber.optional().describe('The phone number that the message comes from.'),
    username_only: z.boolean().default(false).describe('The person hides the number behind a username.'),
    text: z
      .string()
      .min(1)
      .max(policy.otp.inbound.messageLength)
      .optional()
      .describe('What the person writes; unset, the prepared text.'),
  })
  .refine((input) => !(input.from && input.username_only), {
    path: ['from'],
    message: 'A message without a number comes from none: leave `from` out.',
  })
