import { z } from 'zod'
import { callGraph, type GraphResult } from '@/lib/gateways/meta-graph'

const Accepted = z.object({
  messages: z.array(z.object({ id: z.string() })).min(1),
  /** How WhatsApp writes the number, which may differ from how we did; none where a user name hides it. */
  contacts: z.array(z.object({ wa_id: z.string().max(64).optional().catch(undefined) })).catch([]),
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

/** Any message, as Meta shapes the object of its type; whom it is for and what it is are in the body. */
export function sendMessage(sender: Sender, body: Record<string, unknown>): Promise<SendResult> {
  return postMessage(sender, { messaging_product: 'whatsapp', recipient_type: 'individual', ...body })
}

async function postMessage({ phoneNumberId, accessToken }: Sender, body: object): Promise<SendResult> {
  const path = `/${encodeURIComponent(phoneNumberId)}/messages`
  return readSendAnswer(await callGraph({ method: 'POST', path, body, accessToken }))
}

function readSendAnswer(result: GraphResult): SendResult {
  if (result.outcome !== 'ok') return result
  const accepted = Accepted.safeParse(result.json).data
  const wamid = accepted?.messages[0]?.id
  if (!wamid) return { outcome: 'unknown', cause: new Error('Meta took it and gave no id that we can read.') }
  return { outcome: 'accepted', wamid, waId: accepted.contacts[0]?.wa_id ?? null }
}
