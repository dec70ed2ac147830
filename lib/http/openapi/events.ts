import { z } from 'zod'
import { contactExample, optedOutExample } from '@/lib/contacts/examples'
import { ContactObject } from '@/lib/contacts/schema'
import { SuppressionObject } from '@/lib/contacts/suppression-schema'
import { modes } from '@/lib/core/context'
import { contentOf } from '@/lib/http/openapi/operation'
import type { Schemas } from '@/lib/http/openapi/schemas'
import type { Parameter, WebhookOperation } from '@/lib/http/openapi/shape'
import { webhookTag } from '@/lib/http/openapi/words'
import { messageExample, receivedExample } from '@/lib/messages/examples'
import { MessageObject } from '@/lib/messages/schema'
import { failedExample, otpExample } from '@/lib/otp/examples'
import { OtpObject } from '@/lib/otp/schema'
import { senderExample } from '@/lib/senders/examples'
import { SenderObject } from '@/lib/senders/readiness-schema'
import {
  movedTemplateExample,
  pausedTemplateExample,
  rejectedTemplateExample,
  templateExample,
} from '@/lib/templates/examples'
import { TemplateObject } from '@/lib/templates/schema'
import { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import { endpointExample, PingObject, pingExample } from '@/lib/webhooks/examples'
import { type EventType, eventTypes } from '@/lib/webhooks/schema'

type Event = { summary: string; data: z.ZodType; sample: object }

/** The suppression is told of somebody who is no contact. */
const ContactOrSuppression = z.discriminatedUnion('object', [ContactObject, SuppressionObject])

const delivered = { ...messageExample, status: 'delivered' }

/** What each event says and carries. A test demands every type of `lib/webhooks/schema.ts`. */
export const eventCatalogue: Partial<Record<EventType, Event>> = {
  'otp.sent': {
    summary: 'Meta took the message with the code',
    data: OtpObject,
    sample: { ...otpExample, delivery_status: 'sent' },
  },
  'otp.delivered': {
    summary: 'The code reached the phone',
    data: OtpObject,
    sample: { ...otpExample, delivery_status: 'delivered' },
  },
  'otp.verified': {
    summary: 'The right code came in',
    data: OtpObject,
    sample: {
      ...otpExample,
      status: 'verified',
      delivery_status: 'delivered',
      verified_at: '2026-11-24T09:30:09.412Z',
    },
  },
  'otp.failed': {
    summary: 'Three wrong codes came in, or the message could not be sent',
    data: OtpObject,
    sample: failedExample,
  },
  'otp.expired': {
    summary: 'No right code came in time',
    data: OtpObject,
    sample: { ...otpExample, status: 'expired', delivery_status: 'delivered' },
  },
  'message.sent': { summary: 'Meta took the message', data: MessageObject, sample: messageExample },
  'message.delivered': { summary: 'The message reached the phone', data: MessageObject, sample: delivered },
  'message.read': {
    summary: 'The person read the message',
    data: MessageObject,
    sample: { ...messageExample, status: 'read' },
  },
  'message.failed': {
    summary: 'The message could not be delivered',
    data: MessageObject,
    sample: { ...messageExample, status: 'failed', failure: failedExample.failure },
  },
  'message.received': {
    summary: 'A person wrote to one of your numbers',
    data: MessageObject,
    sample: receivedExample,
  },
  'contact.opted_out': {
    summary: 'Somebody wants no messages any more, or no marketing',
    data: ContactOrSuppression,
    sample: optedOutExample,
  },
  'contact.opted_in': {
    summary: 'Somebody wants messages again',
    data: ContactOrSuppression,
    sample: contactExample,
  },
  'template.approved': {
    summary: 'Meta approved a template, or reinstated it',
    data: TemplateObject,
    sample: templateExample,
  },
  'template.rejected': {
    summary: 'Meta rejected a template',
    data: TemplateObject,
    sample: rejectedTemplateExample,
  },
  'template.paused': {
    summary: 'Meta paused a template, because people blocked or reported it',
    data: TemplateObject,
    sample: pausedTemplateExample,
  },
  'template.category_changed': {
    summary: 'Meta moved a template to another category',
    data: TemplateObject,
    sample: movedTemplateExample,
  },
  'sender.connected': {
    summary: 'A number was connected, or connected again',
    data: SenderObject,
    sample: senderExample,
  },
  'sender.disconnected': {
    summary: 'Nothing goes out from the number any more',
    data: SenderObject,
    sample: { ...senderExample, status: 'disconnected', disconnect_reason: 'access_removed' },
  },
  'sender.quality_changed': {
    summary: 'Meta rates the number otherwise than before',
    data: SenderObject,
    sample: { ...senderExample, quality: 'YELLOW' },
  },
  'sender.limit_changed': {
    summary: 'Meta lets the number write to more people a day, or to fewer',
    data: SenderObject,
    sample: { ...senderExample, messaging_limit: { tier: 'TIER_2K', people_per_day: 2_000 } },
  },
  'webhook_endpoint.disabled': {
    summary: 'An endpoint was disabled: it answered 410, or failed for days; your other endpoints hear of it',
    data: EndpointObject,
    sample: {
      ...endpointExample,
      enabled: false,
      disabled_reason: 'failing',
      disabled_at: '2026-11-24T09:30:09.420Z',
    },
  },
  'test.ping': {
    summary: 'Somebody sent a test event to an endpoint',
    data: PingObject,
    sample: pingExample,
  },
}

/** What an event of the type carries when it is made by hand, as test mode has it. Throws for a type without a sample. */
export function sampleData(type: EventType): object {
  const sample = eventCatalogue[type]?.sample
  if (!sample) throw new Error(`There is no sample of ${type}.`)
  return 'mode' in sample ? { ...sample, mode: 'test' } : sample
}

const headerWords = {
  'webhook-id': "The event's id; the same on every attempt.",
  'webhook-timestamp': 'When this attempt was made, in Unix seconds.',
  'webhook-signature':
    '`v1,` and the base64 of HMAC-SHA-256 over `id.timestamp.body` with your secret, as Standard Webhooks has it; two of them, apart by a space, for a day after a rotation.',
}

export function webhooksOf(schemas: Schemas): Record<string, { post: WebhookOperation }> {
  return Object.fromEntries(
    eventTypes.flatMap((type) => {
      const event = eventCatalogue[type]
      return event ? [[type, { post: webhookOf(schemas, type, event) }]] : []
    }),
  )
}

function webhookOf(schemas: Schemas, type: EventType, { summary, data, sample }: Event): WebhookOperation {
  const name = type.replaceAll(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase())
  const schema = schemas.named(eventOf(type, data), 'output', `${name}Event`)
  return {
    operationId: `on${name}`,
    tags: [webhookTag.name],
    summary,
    security: [],
    parameters: Object.entries(headerWords).map(
      ([header, description]): Parameter => ({
        name: header,
        in: 'header',
        required: true,
        description,
        schema: { type: 'string' },
      }),
    ),
    requestBody: { required: true, content: contentOf(schema, { event: eventSample(type, sample) }) },
    responses: {
      '2XX': { description: 'Taken. Any other answer, or none within 15 seconds, and we try again.' },
      '410': { description: 'The endpoint is gone; we disable it.' },
    },
  }
}

/** The body that an event is posted with. */
export function eventOf(type: EventType, data: z.ZodType) {
  return z.object({
    id: z.string().describe("The event's id, `evt_…`."),
    type: z.literal(type),
    timestamp: z.string(),
    mode: z.enum(modes),
    data: data.describe('The object as it was then.'),
  })
}

export function eventSample(type: EventType, sample: object) {
  return {
    id: 'evt_01kb5ta6q2f5h8wn4r9d3k7xse',
    type,
    timestamp: '2026-11-24T09:30:09.420Z',
    mode: 'test',
    data: sample,
  }
}
