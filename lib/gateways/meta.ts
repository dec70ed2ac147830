import { createHmac } from 'node:crypto'
import { Pool } from 'undici'
import { z } from 'zod'
import { env } from '@/lib/core/env'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'

const Accepted = z.object({
  messages: z.array(z.object({ id: z.string() })).min(1),
  /** How WhatsApp writes the number, which may differ from how we did; none where a user name hides it. */
  contacts: z.array(z.object({ wa_id: z.string().max(64).optional().catch(undefined) })).catch([]),
})
const Refused = z.object({
  error: z.object({
    code: z.number(),
    message: z.string().optional(),
    error_data: z.union([z.object({ details: z.string().optional() }), z.string()]).optional(),
  }),
})

export type AuthenticationTemplate = {
  to: string
  template: string
  language: string
  code: string
  /** Comes back in every report about the message. */
  callbackData: string
}

export type SendResult =
  | { outcome: 'accepted'; wamid: string; waId: string | null }
  | { outcome: 'refused'; httpStatus: number; providerCode: number | null; detail: string | null }
  /** Nobody knows whether Meta took the message: the answer was lost on the way. */
  | { outcome: 'unknown'; cause: unknown }
  /** The call never left: no connection could be made. */
  | { outcome: 'unreached'; cause: unknown }

type Sender = { phoneNumberId: string; accessToken: string }

/** An authentication template takes the code twice: once for the text, once for the button that copies it. */
export function sendAuthenticationTemplate(
  sender: Sender,
  message: AuthenticationTemplate,
): Promise<SendResult> {
  const parameters = [{ type: 'text', text: message.code }]
  return postMessage(sender, {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: message.to,
    type: 'template',
    biz_opaque_callback_data: message.callbackData,
    template: {
      name: message.template,
      language: { code: message.language },
      components: [
        { type: 'body', parameters },
        { type: 'button', sub_type: 'url', index: '0', parameters },
      ],
    },
  })
}

async function postMessage(sender: Sender, body: object): Promise<SendResult> {
  const path = `/${env().META_GRAPH_VERSION}/${encodeURIComponent(sender.phoneNumberId)}/messages`
  try {
    const response = await pool().request({
      method: 'POST',
      path: `${path}?appsecret_proof=${appSecretProof(sender.accessToken)}`,
      headers: { authorization: `Bearer ${sender.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(policy.meta.timeoutMilliseconds),
    })
    return readAnswer(response.statusCode, await response.body.text())
  } catch (cause) {
    return { outcome: neverConnected(cause) ? 'unreached' : 'unknown', cause }
  }
}

function readAnswer(httpStatus: number, text: string): SendResult {
  const json = parseJson(text)
  const accepted = Accepted.safeParse(json).data
  const wamid = accepted?.messages[0]?.id
  if (httpStatus === 200 && wamid)
    return { outcome: 'accepted', wamid, waId: accepted.contacts[0]?.wa_id ?? null }
  const error = Refused.safeParse(json).data?.error
  if (httpStatus === 200 || (httpStatus >= 500 && !error))
    return { outcome: 'unknown', cause: new Error(`Meta answered ${httpStatus} with a body we cannot read.`) }
  const data = error?.error_data
  const detail = typeof data === 'string' ? data : (data?.details ?? error?.message ?? null)
  return { outcome: 'refused', httpStatus, providerCode: error?.code ?? null, detail }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const connectFailures = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

function neverConnected(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && connectFailures.has(String(cause.code))
}

/** Proves to Meta that a token is used by the app it was given to. */
function appSecretProof(accessToken: string): string {
  return createHmac('sha256', env().META_APP_SECRET).update(accessToken).digest('hex')
}

function pool(): Pool {
  return oncePerProcess(
    'meta-pool',
    () =>
      new Pool(env().META_GRAPH_URL, {
        connections: policy.messages.concurrentSends,
        pipelining: 1,
        connect: { timeout: policy.meta.connectTimeoutMilliseconds },
        headersTimeout: policy.meta.timeoutMilliseconds,
        bodyTimeout: policy.meta.timeoutMilliseconds,
      }),
  )
}
