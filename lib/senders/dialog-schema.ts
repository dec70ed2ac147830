import { z } from 'zod'

/** What Meta's dialog can end with, as far as we know what to do about it. */
export const dialogEvents = [
  'FINISH',
  'FINISH_ONLY_WABA',
  'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING',
  'CANCEL',
  'ERROR',
] as const
export type DialogEvent = (typeof dialogEvents)[number]

const graphId = z.union([z.string(), z.number().transform(String)]).pipe(z.string().regex(/^\d{1,32}$/))
const word = z.string().max(500)

const Message = z.object({
  type: z.literal('WA_EMBEDDED_SIGNUP'),
  event: z.string(),
  data: z
    .object({
      waba_id: graphId.optional().catch(undefined),
      waba_ids: z.array(graphId).optional().catch(undefined),
      phone_number_id: graphId.optional().catch(undefined),
      business_id: graphId.optional().catch(undefined),
      current_step: word.optional().catch(undefined),
      error_message: word.optional().catch(undefined),
      error_code: z
        .union([z.string(), z.number().transform(String)])
        .optional()
        .catch(undefined),
      error_id: z
        .union([z.string(), z.number().transform(String)])
        .optional()
        .catch(undefined),
    })
    .catch({}),
})

/** What the dialog said. The ids are what a browser claims; only Meta's own answers make them true. */
export type DialogMessage = {
  event: DialogEvent
  wabaId: string | null
  phoneNumberId: string | null
  businessId: string | null
  leftAtStep: string | null
  error: { message: string | null; code: string | null } | null
}

/**
 * Reads the data of a `message` event: a JSON string from the dialog, but also whatever else any script of Meta's
 * posts. Null for all that is not the end of the dialog; never throws.
 */
export function readDialogMessage(data: unknown): DialogMessage | null {
  const parsed = Message.safeParse(typeof data === 'string' ? parseJson(data) : data)
  const event = parsed.success && dialogEvents.find((known) => known === parsed.data.event)
  if (!parsed.success || !event) return null
  const { waba_id, waba_ids, phone_number_id, business_id, current_step, ...rest } = parsed.data.data
  const { error_message, error_code, error_id } = rest
  const code = error_code ?? error_id ?? null
  const hasFailed = event === 'ERROR' || error_message !== undefined || code !== null
  return {
    event,
    wabaId: waba_id ?? waba_ids?.[0] ?? null,
    phoneNumberId: phone_number_id ?? null,
    businessId: business_id ?? null,
    leftAtStep: current_step ?? null,
    error: hasFailed ? { message: error_message ?? null, code } : null,
  }
}

/**
 * Whether a `message` event comes from Meta: over https from `facebook.com` or a host below it, on the usual port. A
 * look at how the origin ends would let `evilfacebook.com` in. `sandboxOrigin` is the one other origin that is
 * believed, exactly as it is; null in production.
 */
export function isDialogOrigin(origin: string, sandboxOrigin: string | null): boolean {
  if (sandboxOrigin !== null && origin === sandboxOrigin) return true
  const url = parseUrl(origin)
  if (url?.protocol !== 'https:' || url.origin !== origin || url.port !== '') return false
  return url.hostname === 'facebook.com' || url.hostname.endsWith('.facebook.com')
}

/** The origin of an SDK that is not Meta's own, where such a one may be believed. */
export function sandboxOriginOf(sdkUrl: string, appEnv: string): string | null {
  const url = parseUrl(sdkUrl)
  if (!url || (appEnv !== 'development' && appEnv !== 'test')) return null
  return url.hostname === 'connect.facebook.net' ? null : url.origin
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
