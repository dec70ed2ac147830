import { endpoint } from '@/lib/core/endpoint'
import { eventSample, sampleData } from '@/lib/http/openapi/events'
import { EventObject } from '@/lib/webhooks/event-schema'
import { triggerEvent } from '@/lib/webhooks/trigger-event'
import { TriggerEventInput } from '@/lib/webhooks/trigger-schema'

const { id, type, mode, timestamp, data } = eventSample('otp.verified', sampleData('otp.verified'))

/** Declared here and not in its module: the samples are those of every module. */
export const triggerEventEndpoint = endpoint({
  method: 'POST',
  path: '/events',
  scope: 'webhooks:write',
  operationId: 'triggerEvent',
  summary: 'In test mode, make an event',
  description:
    'With the sample data of its type. It goes to your endpoints and into the log like any other; its data tells of objects that do not exist. With a live key it is a 409.',
  errors: ['state_conflict'],
  examples: {
    body: { type: 'otp.verified' },
    reply: { object: 'event', id, type, mode, timestamp, data, created_at: timestamp },
  },
  body: TriggerEventInput,
  reply: EventObject,
  status: 201,
  run: (ctx, { type }) => {
    const data = sampleData(type)
    return triggerEvent(ctx, { type, data, subjectId: subjectOf(data) })
  },
})

/** What the object calls its id. */
function subjectOf(data: object): string {
  const { id, otp_id, endpoint_id, phone }: Record<string, unknown> = { ...data }
  return String(id ?? otp_id ?? endpoint_id ?? phone)
}
