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
] as const
export type EventType = (typeof eventTypes)[number]

/** Something that happened to an object, and the object as it was then, in its public form. */
export type DomainEvent = { type: EventType; subjectId: string; data: object }
