export const eventTypes = [
  'otp.sent',
  'otp.delivered',
  'otp.verified',
  'otp.failed',
  'otp.expired',
  'message.sent',
  'message.delivered',
  'message.read',
  'message.failed',
  'message.received',
  'template.approved',
  'template.rejected',
  'template.paused',
  'template.category_changed',
  'sender.connected',
  'sender.disconnected',
  'sender.quality_changed',
  'sender.limit_changed',
  'contact.opted_out',
  'contact.opted_in',
  'webhook_endpoint.disabled',
  'test.ping',
] as const
export type EventType = (typeof eventTypes)[number]

/** Something that happened to an object, and the object as it was then, in its public form. */
export type DomainEvent = { type: EventType; subjectId: string; data: object }
