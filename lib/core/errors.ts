/** Code → status, title, retryable. Docs pages, the OpenAPI file and the answers are printed from this table. */
export const errorTable = {
  malformed_json: { status: 400, title: 'The body is not well-formed JSON', retryable: false },
  idempotency_key_invalid: { status: 400, title: 'The Idempotency-Key is not valid', retryable: false },
  api_key_missing: { status: 401, title: 'No API key was sent', retryable: false },
  api_key_invalid: { status: 401, title: 'The API key is not valid', retryable: false },
  signature_invalid: { status: 401, title: 'The signature does not match', retryable: false },
  quota_exceeded: { status: 402, title: "The plan's monthly quota is used up", retryable: false },
  seats_taken: { status: 402, title: "The plan's seats are all taken", retryable: false },
  payment_required: { status: 402, title: 'A payment is due', retryable: false },
  scope_missing: { status: 403, title: 'The API key lacks the scope for this', retryable: false },
  ip_not_allowed: { status: 403, title: 'This address may not use the API key', retryable: false },
  https_required: { status: 403, title: 'Plain HTTP is refused; use https', retryable: false },
  cross_origin_refused: {
    status: 403,
    title: 'The request did not come from the dashboard',
    retryable: false,
  },
  csrf_token_invalid: { status: 403, title: 'The page is out of date; reload it', retryable: false },
  cookies_refused: { status: 403, title: 'The browser did not keep our cookie', retryable: false },
  step_up_required: { status: 403, title: 'Confirm first that it is you', retryable: false },
  second_factor_required: {
    status: 403,
    title: 'This workspace wants a second factor of everyone',
    retryable: false,
  },
  role_missing: { status: 403, title: 'Your role does not allow this', retryable: false },
  sign_in_refused: { status: 401, title: 'The email and password do not match', retryable: false },
  session_missing: { status: 401, title: 'You are not signed in', retryable: false },
  otp_guard_blocked: { status: 403, title: 'The fraud guard stopped this send', retryable: false },
  tenant_suspended: { status: 403, title: 'The account is suspended', retryable: false },
  not_found: { status: 404, title: 'There is nothing here', retryable: false },
  method_not_allowed: { status: 405, title: 'The path does not support this method', retryable: false },
  idempotency_in_progress: { status: 409, title: 'The first call is still running', retryable: true },
  state_conflict: {
    status: 409,
    title: 'The object is in a state that does not allow this',
    retryable: false,
  },
  no_sender: { status: 409, title: 'No connected number can send this', retryable: false },
  body_too_large: { status: 413, title: 'The body is too large', retryable: false },
  unsupported_media_type: {
    status: 415,
    title: 'The body is of a type that is not taken here',
    retryable: false,
  },
  validation_failed: { status: 422, title: 'The request does not hold', retryable: false },
  recipient_invalid: { status: 422, title: 'The recipient is not a valid phone number', retryable: false },
  recipient_suppressed: { status: 422, title: 'The recipient does not want messages', retryable: false },
  window_closed: { status: 422, title: 'The 24-hour window is closed', retryable: false },
  template_unusable: { status: 422, title: 'No approved template can carry this', retryable: false },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key came with another body',
    retryable: false,
  },
  url_not_allowed: { status: 422, title: 'This URL is not allowed', retryable: false },
  rate_limited: { status: 429, title: 'Too many requests', retryable: true },
  too_many_attempts: { status: 429, title: 'Too many attempts', retryable: true },
  otp_rate_limited: { status: 429, title: 'Too many one-time passwords for this phone', retryable: true },
  otp_cooldown: { status: 429, title: 'Too many failed codes for this phone', retryable: true },
  internal_error: { status: 500, title: 'Something failed on our side', retryable: true },
  provider_refused: { status: 502, title: 'Meta refused the call', retryable: false },
  unavailable: { status: 503, title: 'The service is not available for a moment', retryable: true },
} as const satisfies Record<string, { status: number; title: string; retryable: boolean }>

export type ErrorCode = keyof typeof errorTable

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorTable, text)
}

/** One fault of the input: where, what, and, when we know it, what would be right. */
export type Fault = { path: string; message: string; fix?: string }

type Options = {
  /** Public: one sentence about this very case. */
  detail?: string
  /** Public: every fault of the input at once. */
  faults?: Fault[]
  retryAfterSeconds?: number
  headers?: Record<string, string>
  /** Private: for the log alone. */
  cause?: unknown
}

/** The one error class. Public words come from the table and the options, private ones go into `cause`. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly status: number
  readonly title: string
  readonly retryable: boolean

  constructor(
    readonly code: ErrorCode,
    readonly options: Options = {},
  ) {
    const row = errorTable[code]
    const { stackTraceLimit } = Error
    // A refusal says all there is to say, and its stack would cost more than the checks that led to it.
    if (row.status < 500) Error.stackTraceLimit = 0
    super(code, options)
    Error.stackTraceLimit = stackTraceLimit
    this.status = row.status
    this.title = row.title
    this.retryable = row.retryable
  }
}
