/** Who has to act on a failure. */
export const actors = ['you', 'recipient', 'meta', 'hawk_send'] as const
export type Actor = (typeof actors)[number]

/**
 * Whether the same call may go through later. `never`: it will fail again. `after_fix`: once somebody has put
 * something right. `later`: by itself, so that we try again; `pair` and `number` likewise, and meanwhile nothing else
 * goes to this person, or out from this number.
 */
export const retryClasses = ['never', 'after_fix', 'later', 'pair', 'number'] as const
export type RetryClass = (typeof retryClasses)[number]

export type Row = [httpStatus: number, actor: Actor, retry: RetryClass, title: string, fix: string]
export type Rows = Readonly<Record<number, Row>>

/** Of the rows that pass by themselves. */
export const nothingToDo = 'Nothing to do: we try again.'

export const reconnect = 'Reconnect the number to WhatsApp.'
export const grant = 'Reconnect the number to WhatsApp and grant every permission asked for.'
export const support = 'Write to support with the message id.'
export const askSupport = 'Write to support with the request id.'
export const openSupportHome = "Open the account's page in Meta's Business Support Home."
export const payment = "Check the payment method in Meta's Business Manager."
