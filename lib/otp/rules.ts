import { createHash, createHmac } from 'node:crypto'
import { equalSecrets, lengthPrefixed } from '@/lib/core/crypto'
import { canonicalPhone } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'
import { type Failure, FailureObject } from '@/lib/messages/schema'
import type { OtpStatus, RefusalReason } from '@/lib/otp/schema'

/**
 * The code of an OTP, derived and never stored: the first 64 bits of HMAC-SHA-256 over the OTP's nonce, cut to
 * `length` decimal digits. A process that takes over a send derives the same code again.
 */
export function deriveCode(key: Uint8Array, nonce: Uint8Array, length: number): string {
  const mac = createHmac('sha256', key).update('hawk-otp-code-v1\0').update(nonce).digest()
  return (mac.readBigUInt64BE() % 10n ** BigInt(length)).toString().padStart(length, '0')
}

/** In test mode there is nothing to guess: everybody knows the code. */
export function testCode(length: number): string {
  return '12345678'.slice(0, length)
}

export type CodeOwner = { tenantId: string; otpId: string; phone: string }

/** A SHA-256 hash as promised, but over a keyed MAC: a stolen table alone cannot be searched for six digits. */
export function hashCode(pepper: Uint8Array, owner: CodeOwner, code: string): string {
  const mac = createHmac('sha256', pepper)
    .update(lengthPrefixed('hawk-otp-hash-v1', owner.tenantId, owner.otpId, owner.phone, code))
    .digest()
  return createHash('sha256').update(mac).digest('hex')
}

export function isRightCode(pepper: Uint8Array, owner: CodeOwner, code: string, storedHash: string): boolean {
  return equalSecrets(hashCode(pepper, owner, code), storedHash)
}

/**
 * The languages to look for a template in, best first: the one asked for, or else the number's country's; then the
 * tenant's default, then English. Each is followed by its base.
 */
export function languagePreference(
  locale: string | undefined,
  tenantDefault: string,
  ofCountry: readonly string[] = [],
): string[] {
  const wanted = [...(locale === undefined ? ofCountry : [locale]), tenantDefault, 'en_US', 'en'].map(
    (language) => language.replace('-', '_'),
  )
  return [...new Set(wanted.flatMap((language) => [language, language.split('_')[0] ?? language]))]
}

/** Why an OTP that is not pending any more refuses every code. */
export function refusalOf(status: OtpStatus, failureCode: string | undefined): RefusalReason {
  if (status === 'verified') return 'already_verified'
  if (status === 'failed') return failureCode === 'attempts_exceeded' ? 'attempts_exceeded' : 'no_active_otp'
  if (status === 'pending') return 'expired'
  return status
}

const { sends, cooldown } = policy.otp

/** The last arguments of the SQL functions that admit a send, in their order. */
export const sendLimits = [
  sends.perPhone,
  sends.perPhoneOverAllTenants,
  sends.windowSeconds,
  cooldown.failures,
  cooldown.failuresOfShortCodes,
  cooldown.shortCodeDigits,
  cooldown.seconds,
]

const ends: Record<Exclude<OtpStatus, 'pending'>, string> = {
  verified: 'It was verified already.',
  expired: 'It has expired.',
  failed: 'Its message could not be delivered.',
  superseded: 'A newer code has taken its place.',
  canceled: 'It was canceled already.',
}

/** Why nothing more can be done with an OTP, in a sentence; null while it is pending. */
export function whyEnded(status: OtpStatus, failureCode: string | undefined): string | null {
  if (status === 'pending') return null
  return failureCode === 'attempts_exceeded' ? 'It ended after three wrong codes.' : ends[status]
}

export const attemptsExceeded: Failure = {
  code: 'attempts_exceeded',
  title: 'Three wrong codes',
  actor: 'recipient',
  retryable: false,
  fix: 'Send a new code.',
  provider_code: null,
}

/** What a message with the right token is worth, from whoever wrote it. */
export function verdictOn(
  otp: { canonicalPhone: string | null },
  phone: string | null,
): 'proven' | 'other_number' | 'number_hidden' {
  if (phone === null) return 'number_hidden'
  const isExpected = otp.canonicalPhone === null || otp.canonicalPhone === canonicalPhone(phone)
  return isExpected ? 'proven' : 'other_number'
}

/** WhatsApp names people who chose a username by an id that is no number: never a proof of one. */
export const numberHidden: Failure = {
  code: 'phone_unavailable',
  title: 'The person hides their number behind a username',
  actor: 'recipient',
  retryable: false,
  fix: 'Ask the person to share their number in the chat, or send a code to the number instead.',
  provider_code: null,
}

/** Not the failure of wrong codes: nobody guessed, and the phone must not have to cool down for it. */
export function tooManyOtherNumbers(attempts: number): Failure | null {
  if (attempts < policy.otp.attempts) return null
  return {
    code: 'other_number',
    title: 'Three messages came from other numbers',
    actor: 'recipient',
    retryable: true,
    fix: 'Begin again, and write from the number that is to be proven.',
    provider_code: null,
  }
}

/** The OTP's failure when its message could not be sent: the message's own words under the OTP's code. */
export function deliveryFailed(messageFailure: unknown): Failure {
  return { ...FailureObject.parse(messageFailure), code: 'delivery_failed' }
}
