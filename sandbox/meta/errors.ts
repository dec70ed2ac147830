import { randomBytes } from 'node:crypto'

type Known = { status: number; title: string; details?: string; subcode?: number }

const known: Record<number, Known> = {
  1: { status: 400, title: 'An unknown error occurred' },
  2: { status: 503, title: 'Service temporarily unavailable' },
  4: { status: 400, title: 'Application request limit reached' },
  10: { status: 403, title: 'Application does not have permission for this action' },
  100: { status: 400, title: 'Invalid parameter' },
  190: { status: 401, title: 'Invalid OAuth access token - Cannot parse access token' },
  200: { status: 403, title: 'Permissions error' },
  368: { status: 403, title: 'Temporarily blocked for policies violations' },
  80007: { status: 400, title: 'Rate limit issues' },
  130429: {
    status: 400,
    title: 'Rate limit hit',
    details: 'Cloud API message throughput has been reached.',
    subcode: 2494055,
  },
  131000: {
    status: 500,
    title: 'Something went wrong',
    details: 'Message failed to send due to an unknown error.',
  },
  131008: { status: 400, title: 'Required parameter is missing' },
  131009: {
    status: 400,
    title: 'Parameter value is not valid',
    details: 'One or more parameter values are invalid.',
  },
  131016: { status: 500, title: 'Service unavailable' },
  131021: {
    status: 400,
    title: 'Recipient cannot be sender',
    details: 'Sender and recipient phone number is the same.',
  },
  131026: { status: 400, title: 'Message Undeliverable', details: 'Message Undeliverable.' },
  131031: { status: 403, title: 'Account has been locked' },
  131042: { status: 400, title: 'Business eligibility payment issue' },
  131047: {
    status: 400,
    title: 'Re-engagement message',
    details: 'More than 24 hours have passed since the recipient last replied to the sender number.',
  },
  131048: { status: 400, title: 'Spam rate limit hit' },
  131051: { status: 400, title: 'Unsupported message type', details: 'Unsupported message type.' },
  131056: { status: 400, title: '(Business Account, Consumer Account) pair rate limit hit' },
  131062: {
    status: 400,
    title: 'Business-scoped User ID (BSUID) recipients are not supported for this message',
  },
  132000: { status: 400, title: 'Number of parameters does not match the expected number of params' },
  132001: { status: 404, title: 'Template name does not exist in the translation' },
  132015: { status: 400, title: 'Template is Paused' },
  132016: { status: 400, title: 'Template is Disabled' },
  132018: {
    status: 400,
    title: 'Template validation error',
    details: "There's an issue with the parameters in your template.",
  },
  133005: {
    status: 400,
    title: 'Two step verification PIN Mismatch',
    details: 'Two-step verification PIN incorrect.',
  },
  133006: {
    status: 400,
    title: 'Phone number re-verification needed',
    details: 'Phone number needs to be verified before registering.',
  },
  133008: {
    status: 400,
    title: 'Too Many two step verification PIN Guesses',
    details: 'Too many two-step verification PIN guesses for this phone number.',
  },
  133010: {
    status: 400,
    title: 'Phone number Not Registered',
    details: 'Phone number not registered on the WhatsApp Business Platform.',
  },
  133015: {
    status: 400,
    title: 'Please wait a few minutes before attempting to register this phone number',
    details:
      'The phone number you are attempting to register was recently deleted, and deletion has not yet completed.',
  },
  133016: {
    status: 400,
    title: 'Account register deregister rate limit exceeded',
    details:
      'Registration or Deregistration failed because there were too many attempts for this phone number in a short period of time',
  },
}

/** What Meta says instead of an answer. */
export class GraphError extends Error {
  readonly status: number
  readonly error: Record<string, unknown>

  constructor(status: number, error: Record<string, unknown> & { message: string }) {
    super(error.message)
    this.status = status
    this.error = { ...error, fbtrace_id: traceId() }
  }
}

export function graphError(code: number, details = known[code]?.details, status?: number): GraphError {
  const { title = 'Error', status: usual = 400, subcode } = known[code] ?? {}
  const isOfWhatsApp = code >= 80_000
  return new GraphError(status ?? usual, {
    message: code === 190 ? title : `(#${code}) ${title}`,
    type: 'OAuthException',
    code,
    ...((isOfWhatsApp || details) && {
      error_data: { messaging_product: 'whatsapp', details: details ?? title },
    }),
    ...(subcode && { error_subcode: subcode }),
  })
}

/** The code that goes with a status, for a fault that names only the status. */
export function graphErrorOfStatus(status: number): GraphError {
  const codes: Record<number, number> = { 400: 100, 401: 190, 403: 10, 404: 132001, 429: 130429, 503: 2 }
  return graphError(codes[status] ?? (status >= 500 ? 131000 : 1), undefined, status)
}

export function parameterError(message: string): GraphError {
  return new GraphError(400, { message: `(#100) ${message}`, type: 'OAuthException', code: 100 })
}

/** What Meta says about a template that it does not take: a subcode, and words for people. */
export function templateError(subcode: number, title: string, words: string): GraphError {
  return new GraphError(400, {
    message: 'Invalid parameter',
    type: 'OAuthException',
    code: 100,
    error_subcode: subcode,
    is_transient: false,
    error_user_title: title,
    error_user_msg: words,
  })
}

export function unknownObject(method: string, id: string): GraphError {
  const verb = method.toLowerCase()
  return new GraphError(400, {
    message: `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
    type: 'GraphMethodException',
    code: 100,
    error_subcode: 33,
  })
}

/** A failure as a status webhook tells it. */
export function reportedError(code: number) {
  const { title = 'Error', details = title } = known[code] ?? {}
  const name = code === 131026 ? 'Message undeliverable' : title
  return {
    code,
    title: name,
    message: name,
    error_data: { details },
    href: '/documentation/business-messaging/whatsapp/support/error-codes',
  }
}

export function traceId(): string {
  return `A${randomBytes(17).toString('base64url').slice(0, 22)}`
}
