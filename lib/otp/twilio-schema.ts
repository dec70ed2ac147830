import { z } from 'zod'

/**
 * The forms and answers of Twilio Verify v2, so that its clients work against us with only their base address
 * changed. Source: Twilio's public OpenAPI description of Verify and the `twilio` package.
 */
const carried = ['sms', 'whatsapp', 'auto'] as const

/** Each would change what the person gets, and cannot be done here: better refused than forgotten. */
const impossible = ['CustomCode', 'CustomMessage', 'SendDigits', 'Amount', 'Payee'] as const

export const TwilioSendInput = z
  .looseObject({
    To: z.string().describe('The phone number, in E.164.'),
    Channel: z
      .enum(carried, `Must be one of ${carried.join(', ')}; the code goes over WhatsApp.`)
      .describe('Whatever is asked for of these, the code goes over WhatsApp.'),
    Locale: z.string().max(35).optional().describe('The language of the message.'),
  })
  .superRefine((form, context) => {
    for (const name of impossible)
      if (form[name] !== undefined)
        context.addIssue({ code: 'custom', path: [name], message: 'Hawk Send cannot do this.' })
  })
  .transform(({ To, Locale }) => ({ to: To, locale: Locale }))

export const TwilioCheckInput = z
  .looseObject({
    Code: z.string().describe('The digits that the person typed.'),
    To: z.string().optional().describe('The phone number; or give VerificationSid.'),
    VerificationSid: z.string().optional().describe("The verification's sid; or give To."),
  })
  .refine((form) => (form.To === undefined) !== (form.VerificationSid === undefined), {
    path: ['To'],
    message: 'Send exactly one of `To` and `VerificationSid`.',
  })
  .transform(({ Code, To, VerificationSid }) => ({ code: Code, to: To, verification_sid: VerificationSid }))

const common = {
  sid: z.string(),
  service_sid: z.string(),
  account_sid: z.string(),
  to: z.string(),
  channel: z.literal('whatsapp'),
  amount: z.null(),
  payee: z.null(),
  date_created: z.string(),
  date_updated: z.string(),
}

export const TwilioVerification = z.object({
  ...common,
  status: z.literal('pending'),
  valid: z.literal(false),
  lookup: z.object({}),
  send_code_attempts: z.array(
    z.object({ time: z.string(), channel: z.literal('whatsapp'), attempt_sid: z.string() }),
  ),
  sna: z.null(),
  url: z.string(),
})
export type TwilioVerification = z.infer<typeof TwilioVerification>

export const TwilioRefusal = z.object({
  code: z.int(),
  message: z.string(),
  more_info: z.string(),
  status: z.int(),
})
export type TwilioRefusal = z.infer<typeof TwilioRefusal>

export const TwilioCheck = z.object({
  ...common,
  status: z.enum(['approved', 'pending']),
  valid: z.boolean(),
  sna_attempts_error_codes: z.array(z.never()),
})
/** What cannot be checked any more is a refusal to Twilio's clients; here its attempt has been counted all the same. */
export const TwilioCheckReply = z.union([TwilioCheck, TwilioRefusal])
export type TwilioCheckReply = z.infer<typeof TwilioCheckReply>
