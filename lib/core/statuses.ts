/** Both the tables and the schemas speak these words; the core is where both may look. */
export const messageStatuses = [
  'scheduled',
  'queued',
  'sent',
  'delivered',
  'read',
  'failed',
  'canceled',
] as const
export type MessageStatus = (typeof messageStatuses)[number]

export const otpStatuses = ['pending', 'verified', 'expired', 'failed', 'superseded', 'canceled'] as const
export type OtpStatus = (typeof otpStatuses)[number]

export const deliveryStatuses = ['pending', 'delivered', 'exhausted', 'canceled'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

/** Why an event is sent to an endpoint. What a person asked for never counts against the endpoint's health. */
export const deliveryTriggers = ['event', 'replay', 'recovery', 'test'] as const
export type DeliveryTrigger = (typeof deliveryTriggers)[number]

/** Who disabled an endpoint: somebody, its own 410, or days of nothing but failures. */
export const disabledReasons = ['by_hand', 'gone', 'failing'] as const
export type DisabledReason = (typeof disabledReasons)[number]

export const recoveryStatuses = ['running', 'done', 'canceled'] as const
export type RecoveryStatus = (typeof recoveryStatuses)[number]
