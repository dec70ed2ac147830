/** Who has to act on a failure. */
export const actors = ['you', 'recipient', 'meta', 'hawk_send'] as const
export type Actor = (typeof actors)[number]

/** How Meta answers with the code, and what it means to the person who has to act. */
export type ProviderError = {
  httpStatus: number
  title: string
  actor: Actor
  retryable: boolean
  fix: string
}

/** Of the rows that pass by themselves. */
export const nothingToDo = 'Nothing to do: we try again.'
const reconnect = 'Reconnect the number to WhatsApp.'
const grant = 'Reconnect the number to WhatsApp and grant every permission asked for.'
const support = 'Write to support with the message id.'
const copyCode = 'Use an authentication template with a copy-code or one-tap button.'
const openSupportHome = "Open the account's page in Meta's Business Support Home."

type Row = [httpStatus: number, actor: Actor, title: string, fix: string]

/** What can hinder a template on its way. A row whose fix is to wait is sent again. Source: Cloud API error codes, read in 2026. */
const rows: Record<number, Row> = {
  0: [401, 'you', 'Meta cannot tell who calls: the token is expired or revoked', reconnect],
  1: [400, 'meta', 'Meta could not handle the call and does not say why', nothingToDo],
  2: [503, 'meta', "Meta's service is down or overloaded", nothingToDo],
  3: [500, 'hawk_send', 'The app lacks a capability that this call needs', support],
  4: [400, 'meta', "Meta's call limit is reached", nothingToDo],
  10: [403, 'you', 'The permission to send was not granted, or was removed', grant],
  33: [
    400,
    'you',
    'The number does not exist at Meta any more',
    'Connect another number, or this one again.',
  ],
  100: [400, 'hawk_send', 'Meta does not take a parameter of the call', support],
  190: [401, 'you', 'The access token is no longer valid', reconnect],
  200: [403, 'you', 'A permission is missing or was removed', grant],
  368: [403, 'you', 'Meta has restricted the account for a policy violation', openSupportHome],
  80007: [400, 'meta', 'The WhatsApp Business Account is rate limited', nothingToDo],
  130403: [
    400,
    'recipient',
    'This person has blocked your business',
    'Offer another channel; only the person can lift the block.',
  ],
  130429: [400, 'meta', 'The number sends too fast for Meta', nothingToDo],
  130472: [
    400,
    'meta',
    'Meta keeps this person out of marketing messages for an experiment',
    'Use an authentication or utility template, or another channel.',
  ],
  130497: [
    403,
    'you',
    'The account may not send to this country',
    'Ask Meta to allow the country, or offer another channel there.',
  ],
  131000: [500, 'meta', 'Meta could not send it and does not say why', nothingToDo],
  131005: [403, 'you', 'Meta denies access to this number', grant],
  131008: [400, 'hawk_send', 'A parameter that the message needs is missing', support],
  131009: [400, 'hawk_send', 'A parameter of the message has a value that Meta does not take', support],
  131016: [500, 'meta', "Meta's service is not available", nothingToDo],
  131021: [400, 'you', 'The recipient is the sending number itself', 'Send to another number.'],
  131026: [
    400,
    'recipient',
    'The message cannot be delivered to this number',
    'The person may not use WhatsApp, or an old version of it. Offer another channel.',
  ],
  131030: [
    400,
    'you',
    "A test number of Meta's may not write to this recipient",
    "Add the recipient to the test number's list in Meta's app dashboard, or send from a real number.",
  ],
  131031: [403, 'you', 'Meta has locked the account', openSupportHome],
  131037: [
    400,
    'you',
    'The display name of the number is not approved',
    'Have the display name approved in WhatsApp Manager.',
  ],
  131042: [
    400,
    'you',
    'The WhatsApp Business Account has a payment problem',
    "Check the payment method in Meta's Business Manager.",
  ],
  131045: [
    500,
    'you',
    'The number is not registered rightly with Meta',
    'Reconnect the number to WhatsApp, which registers it again.',
  ],
  131047: [400, 'you', 'The 24-hour window is closed', 'Send a template instead.'],
  131048: [
    400,
    'you',
    'Meta restricts this number for its quality',
    "Look at the number's quality in WhatsApp Manager before you send more.",
  ],
  131049: [
    400,
    'meta',
    'Meta spares this person further marketing messages for now',
    'Wait at least 24 hours, or use an authentication or utility template.',
  ],
  131050: [
    400,
    'recipient',
    'This person has stopped marketing messages from you',
    'Leave them out of marketing; only the person can take it back.',
  ],
  131053: [
    400,
    'you',
    "Meta could not fetch the template's media",
    "Check that the media's address answers, and its type and size.",
  ],
  131056: [400, 'meta', 'Too many messages to this person in a short time', nothingToDo],
  131057: [500, 'meta', 'Meta is maintaining the account, for a minute or so', nothingToDo],
  131062: [
    400,
    'you',
    'Codes cannot be sent to a user id, only to a phone number',
    "Send to the person's phone number.",
  ],
  131063: [
    400,
    'you',
    'Marketing templates are switched off for the account',
    'Switch them on in WhatsApp Manager, or use another category.',
  ],
  131064: [
    400,
    'you',
    'The account has reached its limit after templates of a wrong category',
    "Wait until Meta's enforcement period ends, and correct the templates' categories.",
  ],
  132000: [400, 'you', 'The template takes another number of parameters', copyCode],
  132001: [
    404,
    'you',
    'The template does not exist in this language',
    'Create the template in this language, or wait for its approval.',
  ],
  132005: [400, 'you', "The template's text with its parameters is too long", 'Shorten the template.'],
  132007: [
    400,
    'you',
    "The template's content violates a policy of Meta's",
    "Change the template's content and submit it again.",
  ],
  132008: [400, 'you', 'A parameter of the template has a value that Meta does not take', copyCode],
  132012: [400, 'you', 'A parameter of the template has another format', copyCode],
  132015: [
    400,
    'you',
    'Meta has paused the template for its quality',
    'Use another template, or wait until Meta unpauses it.',
  ],
  132016: [
    400,
    'you',
    'Meta has disabled the template for its quality, for good',
    'Create another template.',
  ],
  132018: [400, 'you', "The template's parameters do not hold", copyCode],
  132068: [400, 'you', "The template's flow is blocked", 'Repair the flow in WhatsApp Manager.'],
  132069: [
    400,
    'you',
    "The template's flow is throttled",
    'Repair the flow in WhatsApp Manager; Meta throttles one that is unwell.',
  ],
  133010: [
    400,
    'you',
    'The number is not registered with Meta',
    'Reconnect the number to WhatsApp, which registers it.',
  ],
  135000: [400, 'hawk_send', 'Meta does not take the parameters and does not say which', support],
}

/** Code → what it means. Explanations, test numbers and the docs are made from this table. */
export const providerErrors: ReadonlyMap<number, ProviderError> = new Map(
  Object.entries(rows).map(([code, [httpStatus, actor, title, fix]]) => [
    Number(code),
    { httpStatus, actor, title, fix, retryable: fix === nothingToDo },
  ]),
)
