import { z } from 'zod'
import { policy } from '@/lib/core/policy'
import type { ComponentInput } from '@/lib/templates/component-schema'

export const otpTypes = ['copy_code', 'one_tap', 'zero_tap'] as const
export type OtpType = (typeof otpTypes)[number]

const { codeExpiryMinutes, otpTtlSeconds } = policy.templates

const SupportedApp = z.strictObject({
  package_name: z
    .string()
    .max(224)
    .regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/, 'The package name of an Android app, such as com.example.app.')
    .describe('The package of the Android app.'),
  signature_hash: z
    .string()
    .regex(/^[A-Za-z0-9+/=]{11}$/, 'The 11 characters of the app’s signing key hash.')
    .describe('The hash of its signing key: 11 characters.'),
})

/** The options that Meta leaves for a template with a code; everything it says is Meta's. */
export const otpOptionFields = {
  otp_type: z
    .enum(otpTypes)
    .optional()
    .describe('`copy_code`: a button copies it. `one_tap` and `zero_tap` fill it in on Android.'),
  add_security_recommendation: z
    .boolean()
    .optional()
    .describe('Whether the text warns not to share the code. True by default.'),
  code_expiration_minutes: z
    .int()
    .min(codeExpiryMinutes.min)
    .max(codeExpiryMinutes.max)
    .nullable()
    .optional()
    .describe('What the footer says about the expiry; null for no footer. Follows the default expiry.'),
  button_text: z
    .string()
    .min(1)
    .max(25)
    .optional()
    .describe('The label of the button that copies; Meta has its own in each language.'),
  autofill_text: z
    .string()
    .min(1)
    .max(25)
    .optional()
    .describe('The label of the button that fills in, of one-tap; in one language only.'),
  supported_apps: z
    .array(SupportedApp)
    .max(5)
    .optional()
    .describe('The Android apps that one-tap and zero-tap hand the code to.'),
  zero_tap_terms_accepted: z
    .boolean()
    .optional()
    .describe("True for zero-tap: you accept Meta's terms for it."),
  message_send_ttl_seconds: z
    .int()
    .optional()
    .describe('How long Meta tries to deliver. With codes it follows their expiry.'),
}

export type OtpOptions = {
  otpType: OtpType
  addSecurityRecommendation: boolean
  codeExpirationMinutes: number | null
  buttonText?: string | undefined
  autofillText?: string | undefined
  supportedApps: { package_name: string; signature_hash: string }[]
  zeroTapTermsAccepted: boolean
  ttlSeconds: number
}

export const defaultExpiryMinutes = Math.ceil(policy.otp.expirySeconds.default / 60)

/** A message that arrives after its code has expired is worth nothing. Seconds. */
export function ttlFor(codeExpirationMinutes: number | null): number {
  const seconds = (codeExpirationMinutes ?? defaultExpiryMinutes) * 60
  return Math.min(Math.max(seconds, otpTtlSeconds.min), otpTtlSeconds.max)
}

/** What is checked over several of them at once: the path of what is wrong, what, and what would be right. */
export function otpFaults(options: OtpOptions, languages: readonly string[]) {
  const { otpType, supportedApps, zeroTapTermsAccepted, ttlSeconds, buttonText, autofillText } = options
  const faults: { path: string; message: string; fix: string }[] = []
  if (otpType !== 'copy_code' && supportedApps.length === 0)
    faults.push({
      path: 'supported_apps',
      message: 'One-tap and zero-tap need to know your Android app.',
      fix: 'Give its package name and signature hash, or use copy_code.',
    })
  if (otpType === 'copy_code' && supportedApps.length > 0)
    faults.push({ path: 'supported_apps', message: 'A copied code goes to no app.', fix: 'Leave them out.' })
  if (otpType === 'zero_tap' && !zeroTapTermsAccepted)
    faults.push({
      path: 'zero_tap_terms_accepted',
      message: "Zero-tap takes your consent to Meta's terms.",
      fix: 'Set it to true once you have read them.',
    })
  if (ttlSeconds < otpTtlSeconds.min || ttlSeconds > otpTtlSeconds.max)
    faults.push({
      path: 'message_send_ttl_seconds',
      message: 'Meta does not take this for codes.',
      fix: `Use ${otpTtlSeconds.min} to ${otpTtlSeconds.max} seconds.`,
    })
  // Meta words the buttons itself where one call makes several languages.
  if (languages.length > 1 && (buttonText ?? autofillText) !== undefined)
    faults.push({
      path: buttonText === undefined ? 'autofill_text' : 'button_text',
      message: 'With several languages Meta words the buttons itself.',
      fix: 'Leave the label out, or make one language at a time.',
    })
  if (autofillText !== undefined && otpType === 'copy_code')
    faults.push({ path: 'autofill_text', message: 'A copied code fills nothing in.', fix: 'Leave it out.' })
  return faults
}

/** As Meta takes them. */
export function otpComponents(options: OtpOptions): ComponentInput[] {
  const { otpType, addSecurityRecommendation, codeExpirationMinutes, buttonText, autofillText } = options
  const button = {
    type: 'OTP',
    otp_type: otpType.toUpperCase(),
    ...(buttonText && { text: buttonText }),
    ...(otpType !== 'copy_code' && {
      ...(autofillText && { autofill_text: autofillText }),
      supported_apps: options.supportedApps,
    }),
    ...(otpType === 'zero_tap' && { zero_tap_terms_accepted: options.zeroTapTermsAccepted }),
  }
  return [
    { type: 'BODY', add_security_recommendation: addSecurityRecommendation },
    ...(codeExpirationMinutes === null
      ? []
      : [{ type: 'FOOTER', code_expiration_minutes: codeExpirationMinutes }]),
    { type: 'BUTTONS', buttons: [button] },
  ]
}

const usualNames = { copy_code: 'otp_copy_code', one_tap: 'otp_one_tap', zero_tap: 'otp_zero_tap' }

/** The usual name, or the next one that is free. */
export function recommendedName(otpType: OtpType, taken: readonly string[] = []): string {
  const usual = usualNames[otpType]
  if (!taken.includes(usual)) return usual
  let number = 2
  while (taken.includes(`${usual}_${number}`)) number += 1
  return `${usual}_${number}`
}
