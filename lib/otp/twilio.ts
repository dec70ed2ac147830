import type { Dialect } from '@/lib/core/endpoint'
import { env } from '@/lib/core/env'
import { type AppError, type ErrorCode, errorTable } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import type { TwilioRefusal } from '@/lib/otp/twilio-schema'

/** Twilio's numbers for our refusals. Source: Twilio's public list of error codes. */
const numbers: Partial<Record<ErrorCode, { code: number; status?: number }>> = {
  api_key_missing: { code: 20003 },
  api_key_invalid: { code: 20003 },
  scope_missing: { code: 20003 },
  ip_not_allowed: { code: 20003 },
  tenant_suspended: { code: 20005 },
  not_found: { code: 20404 },
  method_not_allowed: { code: 20004 },
  rate_limited: { code: 20429 },
  otp_rate_limited: { code: 60203 },
  otp_cooldown: { code: 60203 },
  recipient_invalid: { code: 60200, status: 400 },
  recipient_suppressed: { code: 60410, status: 403 },
  validation_failed: { code: 60200, status: 400 },
  no_sender: { code: 60223, status: 403 },
  template_unusable: { code: 60223, status: 403 },
  internal_error: { code: 20500 },
  unavailable: { code: 20503 },
}

/** Key and answers as Twilio's clients send and read them: the key is the password, whatever the user name. */
export const twilioDialect: Dialect = {
  encoding: 'form',
  readKey(authorization) {
    const basic = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1]
    if (!basic) return undefined
    const [, ...password] = Buffer.from(basic, 'base64').toString('utf8').split(':')
    return password.join(':') || undefined
  },
  refuse(error) {
    const known = numbers[error.code]
    const status = known?.status ?? error.status
    return { status, body: twilioRefusal(known?.code ?? 20_000 + status, wordsOf(error), status, error.code) }
  },
}

function wordsOf({ title, options }: AppError): string {
  const faults = options.faults?.map(({ path, message, fix }) =>
    [`${path}: ${message}`, fix].filter(Boolean).join(' '),
  )
  return [title, options.detail, ...(faults ?? [])].filter(Boolean).join('. ')
}

export function twilioRefusal(code: number, message: string, status: number, ours: ErrorCode): TwilioRefusal {
  return { code, message, more_info: `${env().APP_ORIGIN}/docs/errors/${ours}`, status }
}

export const maxCheckAttempts = () => twilioRefusal(60202, 'Max check attempts reached', 429, 'not_found')
export const nothingToCheck = () => twilioRefusal(20404, errorTable.not_found.title, 404, 'not_found')

/** Twilio's sids are two letters and 32 hexadecimal digits: just what a UUID has. */
export function toSid(prefix: 'VE' | 'VL' | 'AC', uuid: string): string {
  return prefix + uuid.replaceAll('-', '')
}

export function uuidOfSid(prefix: 'VE', sid: string): string | null {
  const [, ...parts] =
    new RegExp(`^${prefix}([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$`).exec(sid) ??
    []
  return parts.length === 5 ? parts.join('-') : null
}

/** Twilio writes `pt-br` and `en-GB`; what is no language is left to the defaults. */
export function localeOf(text: string | undefined): string | undefined {
  const [, language, region] = /^([a-z]{2,3})(?:[-_]([a-z]{2}))?$/i.exec(text ?? '') ?? []
  if (!language) return undefined
  return region ? `${language.toLowerCase()}_${region.toUpperCase()}` : language.toLowerCase()
}

/** A service that is one of the tenant's senders sends from it; any other name is Twilio's, and means nothing here. */
export function senderOfService(serviceSid: string): string | undefined {
  return fromTypeId('sender', serviceSid) === null ? undefined : serviceSid
}
