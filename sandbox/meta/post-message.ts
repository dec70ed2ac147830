import { z } from 'zod'
import type { Sandbox } from '../sandbox'
import type { Message } from '../state/messages'
import { digitsOf, type Sender, type Template } from '../state/senders'
import { checkBody } from './check-body'
import { MessageBody } from './content'
import { graphError, parameterError } from './errors'
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
  const given = checkBody(MessageBody, body)
  const person = personOf(given, sender)
  const templates = sandbox.senders.templatesOf(sender.waba_id)
  if (person.userId !== undefined) refuseCodes(given, templates)
  const content = readContent(given, templates)
  const refusal =
    sandbox.presets.refusalOf(person.digits) ?? sandbox.pace.refusalOf(sender.phone_number_id, person.digits)
  if (refusal !== undefined) throw graphError(refusal)

  const { digits } = person
  const wamid = newWamid('outbound', digits)
  const shown = { ...content, ...fileOf(sandbox.media, given.type, given) }
  const message = record(sender, { given, ...person, wamid, content: shown })
  sandbox.messages.add(message)
  sandbox.reports.schedule(message, sandbox.presets.failureOf(digits))
  const status = given.type === 'template' ? { message_status: 'accepted' } : {}
  return {
    accepted: true,
    value: {
      messaging_product: 'whatsapp',
      contacts: [
        person.userId === undefined
          ? { input: given.to, wa_id: waIdOf(digits) }
          : { input: person.userId, user_id: person.userId },
      ],
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

/** Whom a message is for. Somebody named by a user id has digits of their own here, which nobody is shown. */
function personOf({ to, recipient }: MessageBody, sender: Sender): { digits: string; userId?: string } {
  if (to !== undefined) return { digits: requireNumber(to, sender) }
  if (recipient === undefined) throw parameterError('The parameter to is required.')
  if (!/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(recipient))
    throw graphError(131009, `Parameter recipient is not a user id: ${recipient}`)
  return { digits: digitsOf(recipient).slice(-15) || '0', userId: recipient }
}

function refuseCodes(given: MessageBody, templates: Template[]): void {
  const named = z.looseObject({ template: z.looseObject({ name: z.string() }) }).safeParse(given)
    .data?.template
  if (templates.some(({ name, category }) => name === named?.name && category === 'AUTHENTICATION'))
    throw graphError(131062)
}

function requireNumber(to: string, sender: Sender): string {
  const number = to.replace(/[\s()-]/g, '')
  if (!/^\+?[1-9]\d{6,14}$/.test(number))
    throw graphError(131009, `Parameter to is not a phone number: ${to}`)
  const digits = digitsOf(number)
  if (digits === digitsOf(sender.display_phone_number)) throw graphError(131021)
  return digits
}

type Parts = {
  given: MessageBody
  digits: string
  userId?: string
  wamid: string
  content: ReturnType<typeof readContent>
}

function record(sender: Sender, { given, digits, userId, wamid, content }: Parts): Message {
  const now = new Date().toISOString()
  return {
    wamid,
    direction: 'outbound',
    to: `+${digits}`,
    from: `+${digitsOf(sender.display_phone_number)}`,
    phone_number_id: sender.phone_number_id,
    verified_name: sender.verified_name,
    type: given.type,
    ...(userId !== undefined && { user_id: userId }),
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
