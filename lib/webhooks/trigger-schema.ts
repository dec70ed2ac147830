import { z } from 'zod'
import { EventType } from '@/lib/webhooks/event-schema'

export const TriggerEventInput = z.strictObject({
  type: EventType.describe('Which kind of event to make.'),
})
