import { z } from 'zod'
import type { Sandbox } from '../sandbox'
import type { Message } from '../state/messages'
import { digitsOf, type Sender } from '../state/senders'
import { fileOf } from './message-file'
import { contactOf } from './person'
import { envelope } from './status-webhook'
import { newWamid } from './wamid'

const number = z.string().regex(/^\+?[\d ()-]{5,32}$/, 'must be a phone number')

export const InboundInput = z
  .looseObject({
    from: number,
    /** A sender's number, or its phone_number_id. */
    to: number,
    /** The person's profile name. */
    name: z.string().min(1).max(256).optional(),
    /** Somebody who hides the number behind it: the app learns neither `from` nor `wa_id`. */
    username: z
      .string()
      .regex(/^[a-z0-9_.]{3,35}$/, 'must be 3 to 35 lower case letters, digits, dots and underscores')
      .optional(),
    type: z
      .string()
      .regex(/^[a-z]+$/, 'must be a message type')
      .default('text'),
    text: z
      .union([
        z
          .string()
          .min(1)
          .max(4096)
          .transform((body) => ({ body })),
        z.looseObject({ body: z.string() }),
      ])
      .optional(),
    context: z.looseObject({}).optional(),
    /** From an ad. */
    referral: z.looseObject({}).optional(),
    /** Of what WhatsApp cannot pass on. */
    errors: z.array(z.looseObject({ code: z.number() })).optional(),
  })
  .refine((input) => typeof input[input.type] === 'object' && input[input.type] !== null, {
    message: 'needs the object of its type, for example {"type":"text","text":{"body":"STOP"}}',
    path: ['type'],
  })
export type InboundInput = z.output<typeof InboundInput>

/** A person writes to a sender. Returns the id of the message. */
export function receiveInbound(sandbox: Sandbox, sender: Sender, input: InboundInput): string {
  const digits = digitsOf(input.from)
  const wamid = newWamid('inbound', digits)
  const contact = contactOf(digits, input)
  const now = new Date()
  const message = {
    ...(input.context && { context: input.context }),
    ...(input.username === undefined && { from: digits }),
    from_user_id: contact.user_id,
    id: wamid,
    timestamp: String(Math.floor(now.getTime() / 1000)),
    type: input.type,
    [input.type]: input[input.type],
    ...(input.referral && { referral: input.referral }),
    ...(input.errors && { errors: input.errors }),
  }
  const shown = fileOf(sandbox.media, input.type, input)
  sandbox.messages.add({ ...record(sender, { input, digits, wamid, now, payload: message }), ...shown })
  sandbox.webhooks.deliver(envelope(sender, { contacts: [contact], messages: [message] }))
  return wamid
}

type Parts = { input: InboundInput; digits: string; wamid: string; now: Date; payload: unknown }

function record(sender: Sender, { input, digits, wamid, now, payload }: Parts): Message {
  const at = now.toISOString()
  return {
    wamid,
    direction: 'inbound',
    to: `+${digitsOf(sender.display_phone_number)}`,
    from: `+${digits}`,
    phone_number_id: sender.phone_number_id,
    verified_name: sender.verified_name,
    type: input.type,
    payload,
    text: input.text?.body ?? `[${input.type}]`,
    category: 'service',
    received_at: at,
    status: 'sent',
    timeline: [{ status: 'sent', at }],
  }
}
