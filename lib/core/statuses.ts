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
