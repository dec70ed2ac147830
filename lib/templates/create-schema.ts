import { z } from 'zod'
import { ComponentInput } from '@/lib/templates/component-schema'
import { otpOptionFields } from '@/lib/templates/otp-schema'
import { LanguageCode } from '@/lib/templates/schema'

const languagesMax = 50

const place = {
  account: z.string().max(64).optional().describe('The account that gets it, `waa_…`.'),
  sender: z
    .string()
    .max(64)
    .optional()
    .describe('Instead of the account: a number of it, `snd_…`. Without either, the primary number.'),
}

const category = z
  .string()
  .max(32)
  .transform((text) => text.toLowerCase())
  .pipe(z.enum(['authentication', 'utility', 'marketing']))

/** What belongs to which category is looked at by the verb, which tells all faults at once. */
export const CreateTemplateInput = z.strictObject({
  ...place,
  name: z
    .string()
    .min(1)
    .max(600)
    .optional()
    .describe('Lower-case letters, digits and underscores. Authentication has a usual one.'),
  category: category.describe('`authentication`, `utility` or `marketing`.'),
  language: LanguageCode.optional().describe('Its language, such as `en_US`.'),
  languages: z
    .array(LanguageCode)
    .min(1)
    .max(languagesMax)
    .optional()
    .describe('Of authentication: all the languages to make in one call.'),
  parameter_format: z.enum(['positional', 'named']).optional().describe('Positional by default.'),
  components: z
    .array(ComponentInput)
    .min(1)
    .max(10)
    .optional()
    .describe('Of utility and marketing: header, body, footer and buttons, shaped as Meta shapes them.'),
  ...otpOptionFields,
})
export type CreateTemplateInput = z.input<typeof CreateTemplateInput>

/** The form of the dashboard for codes. */
export const CreateOtpTemplatesInput = z.strictObject({
  ...place,
  name: z.string().min(1).max(512),
  languages: z.array(LanguageCode).min(1, 'Choose a language.').max(languagesMax),
  ...otpOptionFields,
})

export const ResubmitTemplateInput = z.strictObject({
  components: z.array(ComponentInput).min(1).max(10),
  category: category.optional(),
  message_send_ttl_seconds: z.int().optional(),
})

export const PreviewOtpInput = z.strictObject({
  ...place,
  languages: z.array(LanguageCode).min(1).max(languagesMax),
  add_security_recommendation: z.boolean().default(true),
  code_expiration_minutes: z.int().min(1).max(90).nullable().default(null),
})

export const OtpPreview = z.object({
  language: z.string(),
  body: z.string(),
  footer: z.string().nullable(),
  button: z.string().describe('The label of the button that copies.'),
  autofill: z.string().describe('The label of the button that fills in.'),
})
export type OtpPreview = z.infer<typeof OtpPreview>
export const OtpPreviews = z.object({
  /** Whether they are Meta's words, or ours for the time being. */
  source: z.enum(['meta', 'sandbox']),
  data: z.array(OtpPreview),
})
export type OtpPreviews = z.infer<typeof OtpPreviews>
