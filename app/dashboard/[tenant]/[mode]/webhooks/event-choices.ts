import { eventCatalogue, eventSample } from '@/lib/http/openapi/events'
import { eventTypes } from '@/lib/webhooks/schema'

/** A type of event as the form offers it, with the body that one is posted with. */
export type EventChoice = { type: string; summary: string; sample: string }

/** Test events go to the endpoint that they are for, whatever it has chosen. */
export const eventChoices: EventChoice[] = eventTypes.flatMap((type) => {
  const event = eventCatalogue[type]
  if (!event || type === 'test.ping') return []
  return [{ type, summary: event.summary, sample: JSON.stringify(eventSample(type, event.sample), null, 2) }]
})
