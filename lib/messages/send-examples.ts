import { messageExample } from '@/lib/messages/examples'

const text = { body: 'Your table is ready.' }

const queued = { ...messageExample, type: 'text', status: 'queued', content: text, sent_at: null }

const dryRun = {
  object: 'message_dry_run',
  mode: 'live',
  to: '+14155550100',
  recipient: null,
  sender_id: 'snd_01kb5t9y8ze3yvr4x0k2n6d8sb',
  type: 'text',
  would_send: false,
  uses_fallback: false,
  category: 'service',
  window: { open: false, expires_at: null },
  suppression: null,
  template: null,
  limits: {
    messaging_limit: 'TIER_2K',
    people_in_day: 12,
    people_left: 1_988,
    per_second: 80,
    waiting: 0,
  },
  refusal: {
    code: 'window_closed',
    title: 'The 24-hour window is closed',
    status: 422,
    detail: 'This person has not written to that number. Until they do, only templates can be sent.',
    errors: [],
    retryable: false,
  },
}

export const sendExamples = {
  body: {
    to: '+14155550100',
    type: 'text',
    text,
    fallback_template: {
      name: 'table_ready',
      language: { code: 'en_US' },
      components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ana' }] }],
    },
  },
  reply: queued,
  others: { dry_run: dryRun },
}

export const batchExamples = {
  body: {
    messages: [
      { to: '+14155550100', type: 'text', text },
      { to: '14155550100', type: 'text', text },
    ],
  },
  reply: {
    object: 'message_batch',
    mode: 'test',
    accepted: 1,
    refused: 1,
    data: [
      { message: queued, refusal: null },
      {
        message: null,
        refusal: {
          code: 'recipient_invalid',
          title: 'The recipient is not a valid phone number',
          status: 422,
          detail: null,
          errors: [
            {
              path: 'to',
              message: 'Must be E.164: a plus, the country code and the number, ASCII digits only.',
              fix: 'Did you mean +14155550100?',
            },
          ],
          retryable: false,
        },
      },
    ],
  },
}

export const cancelExamples = {
  reply: { ...queued, status: 'canceled', send_at: '2026-11-25T09:00:00.000Z' },
}
