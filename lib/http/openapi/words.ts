/** What a field means wherever it appears; a field with `.describe()` words of its own does not ask here. */
export const fieldWords: Readonly<Record<string, string>> = {
  account_sid: 'Your account.',
  amount: 'Always null.',
  api_key_id: 'The API key that made it, `key_…`; null when somebody made it in the dashboard.',
  at: 'When it happened.',
  attempt_sid: 'The message that carried the code.',
  attempts_remaining: 'How many more codes may be tried.',
  channel: 'Always `whatsapp`.',
  code: 'What programs should look at.',
  code_length: 'Digits of the code.',
  created_at: 'When it was made.',
  data: 'The rows, newest first.',
  date_created: 'When it was made.',
  date_updated: 'When it last changed.',
  delivered_in_ms: 'Milliseconds from acceptance to delivery; null until then.',
  delivery_status: 'How far the message has come.',
  detail: 'More about it; null when there is no more to say.',
  direction: '`outbound`: we wrote to the person. `inbound`: the person wrote to us.',
  expires_at: 'When the code expires.',
  failure: 'Why it failed; null when it did not.',
  has_more: 'Whether there are rows after these.',
  id: 'Its id. Opaque.',
  language: 'The language of the template.',
  lookup: 'Always empty.',
  message: 'What is wrong, in words.',
  message_id: 'The message that carried it, `msg_…`.',
  metadata: 'The pairs that were given.',
  mode: '`test` reaches no phone.',
  more_info: 'The page about it.',
  next_cursor: 'Give it as `cursor` for the next page; null on the last one.',
  object: 'What this is.',
  offset_ms: 'Milliseconds since it was accepted.',
  otp_id: "The OTP's id, `otp_…`. Opaque.",
  payee: 'Always null.',
  proof:
    'A signed JWS (EdDSA), valid for ten minutes, that anybody can check with the keys at `/.well-known/jwks.json`.',
  provider_message_id: "Meta's id of the message, `wamid.…`.",
  purpose: 'What it is for, as it was given.',
  reason: 'Why the code was not accepted.',
  request_id: 'The request that made it, `req_…`.',
  send_code_attempts: 'How the code was sent.',
  service_sid: 'The service, as it was named.',
  sid: 'Its id, as Twilio has them.',
  sna: 'Always null.',
  sna_attempts_error_codes: 'Always empty.',
  status: 'Where it stands.',
  template: 'The template that carried it.',
  time: 'When it happened.',
  timeline: 'Every step, oldest first.',
  timestamp: 'When it happened.',
  to: 'The phone number, in E.164.',
  type: 'Which kind it is.',
  url: 'Where it is.',
  valid: 'Whether the code was the right one.',
  verified: 'Whether the code was the right one.',
  verified_at: 'When the right code came in.',
}

/** The parameters of paths, by name. */
export const pathWords: Readonly<Record<string, string>> = {
  id: 'The id, as we gave it. One that is malformed, unknown or not yours is a 404.',
  serviceSid: 'A sender of yours, `snd_…`; any other name is the primary one.',
}

/** The sections of the reference, by the first part of the path. A test demands one for every path. */
export const tagWords: Readonly<Record<string, { name: string; description: string }>> = {
  otp: {
    name: 'One-time passwords',
    description: 'Send a code over WhatsApp, and check what the person typed.',
  },
  requests: { name: 'Request log', description: 'What your keys have called, and what was answered.' },
  guard: {
    name: 'Fraud guard',
    description: 'Which numbers may be sent codes, and what the rules would have stopped.',
  },
  messages: { name: 'Messages', description: 'Send messages, and read what became of them.' },
  compat: {
    name: 'Twilio Verify',
    description: 'For clients of Twilio Verify: the same calls with another base address.',
  },
  'openapi.json': { name: 'This API', description: 'The description of the API itself.' },
}
export const webhookTag = {
  name: 'Webhooks',
  description: 'What we post to your endpoints when something happens.',
}

/** What a key with the scope may do. A test demands words for every scope. */
export const scopeWords: Readonly<Record<string, string>> = {
  'otp:send': 'send, resend and cancel one-time passwords',
  'otp:verify': 'check one-time passwords',
  'otp:read': 'read one-time passwords',
  'messages:send': 'send messages',
  'messages:read': 'read messages',
  'templates:read': 'read templates',
  'templates:write': 'make and delete templates',
  'contacts:read': 'read contacts',
  'contacts:write': 'change contacts',
  'senders:read': 'read senders',
  'webhooks:read': 'read webhook endpoints, events and deliveries',
  'webhooks:write': 'change webhook endpoints and replay deliveries',
  'usage:read': 'read usage and the request log',
}
