import { z } from 'zod'
import { modes } from '@/lib/core/context'
import { ListQuery, listOf } from '@/lib/core/lists'
import { eventTypes } from '@/lib/webhooks/schema'

export const EventType = z.enum(eventTypes)

export const EventData = z.record(z.string(), z.unknown())

/** An event as it is read: what its deliveries carry is `id`, `type`, `timestamp`, `mode` and `data` of it. */
export const EventObject = z.object({
  object: z.literal('event'),
  id: z.string().describe("The event's id, `evt_…`; every delivery of it has it as its `webhook-id`."),
  type: z.string(),
  mode: z.enum(modes),
  timestamp: z.string().describe('When it happened.'),
  data: EventData.describe('The object as it was then.'),
  created_at: z.string(),
})
export type EventObject = z.infer<typeof EventObject>

export const ListEventsQuery = ListQuery.extend({
  type: EventType.optional().describe('Only events of this type.'),
  order: z
    .enum(['desc', 'asc'])
    .default('desc')
    .describe(
      '`desc` is newest first. `asc` is for pulling: the oldest first, in the order in which they became visible. Then there is always a `next_cursor`, also on an empty page, and it stays good for what comes later: ask again with it for ever, and nothing is skipped or told twice. While `has_more` is true, ask at once.',
    ),
  created_after: z.iso.datetime().optional().describe('Made at this moment or later.'),
  created_before: z.iso.datetime().optional().describe('Made at this moment or before.'),
})
export const EventList = listOf(EventObject)
export type EventList = z.infer<typeof EventList>
