import { z } from 'zod'
import type { Sandbox } from '../sandbox'
import type { Message } from '../state/messages'
import { digitsOf, type Sender } from '../state/senders'
import { checkBody } from './check-body'
import { MessageBody } from './content'
import { graphError } from './errors'
import { fileOf } from './message-file'
import { waIdOf } from './person'
import { readContent } from './read-content'
import type { GraphAnswer } from './routes'
import { newWamid } from './wamid'

const ReadReceipt = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string(),
})

/** `POST /{phone-number-id}/messages`: a message to a person, or word that theirs was read. */
export function postMessage(sandbox: Sandbox, sender: Sender, body: unknown): GraphAnswer {
  if (typeof body === 'object' && body !== null && 'status' in body) return postReadReceipt(sandbox, body)
  refuseUserId(body)
  const given = checkBody(MessageBody, body)
  const digits = requireNumber(given.to, sender)
  const content = readContent(given, sandbox.senders.templatesOf(sender.waba_id))
  const refusal = sandbox.presets.refusalOf(digits)
  if (refusal !== undefined) throw graphError(refusal)

  const wamid = newWamid('outbound', digits)
  const shown = { ...content, ...fileOf(sandbox.media, given.type, given) }
  const message = record(sender, { given, digits, wamid, content: shown })
  sandbox.messages.add(message)
  sandbox.reports.schedule(message, sandbox.presets.failureOf(digits))
  const status = given.type === 'template' ? { message_status: 'accepted' } : {}
  return {
    accepted: true,
    value: {
      messaging_product: 'whatsapp',
      contacts: [{ input: given.to, wa_id: waIdOf(digits) }],
      messages: [{ id: wamid, ...status }],
    },
  }
}

function postReadReceipt(sandbox: Sandbox, body: object): GraphAnswer {
  const { message_id } = checkBody(ReadReceipt, body)
  const message = sandbox.messages.find(message_id)
  if (message?.direction !== 'inbound') throw graphError(131009, 'The message_id is not known.')
  if (message.status !== 'read') sandbox.messages.advance(message, 'read', new Date())
  return { value: { success: true } }
}

function refuseUserId(body: unknown): void {
  const given = z.looseObject({ to: z.undefined().optional(), recipient: z.string() }).safeParse(body)
  if (given.success) throw graphError(131062)
}

function requireNumber(to: string, sender: Sender): string {
  const number = to.replace(/[\s()-]/g, '')
  if (!/^\+?[1-9]\d{6,14}$/.test(number))
    throw graphError(131009, `Parameter to is not a phone number: ${to}`)
  const digits = digitsOf(number)
  if (digits === digitsOf(sender.display_phone_number)) throw graphError(131021)
  return digits
}

type Parts = { given: MessageBody; digits: string; wamid: string; content: ReturnType<typeof readContent> }

function record(sender: Sender, { given, digits, wamid, content }: Parts): Message {
  const now = new Date().toISOString()
  return {
    wamid,
    direction: 'outbound',
    to: `+${digits}`,
    from: `+${digitsOf(sender.display_phone_number)}`,
    phone_number_id: sender.phone_number_id,
    verified_name: sender.verified_name,
    type: given.type,
    payload: given,
    ...content,
    ...(given.biz_opaque_callback_data !== undefined && {
      biz_opaque_callback_data: given.biz_opaque_callback_data,
    }),
    received_at: now,
    status: 'accepted',
    timeline: [{ status: 'accepted', at: now }],
  }
}
