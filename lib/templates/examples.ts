const id = 'tpl_01kb5t9y8ze3yvr4x0k2n6d8t1'

/** As the docs show a template. */
export const templateExample = {
  object: 'template',
  id,
  account_id: 'waa_01kb5t9y8ze3yvr4x0k2n6d8sz',
  name: 'order_update',
  language: 'en_US',
  category: 'utility',
  status: 'approved',
  quality: 'green',
  parameter_format: 'positional',
  components: [
    {
      type: 'BODY',
      text: 'Hello {{1}}, order {{2}} is on its way. Thank you!',
      example: { body_text: [['Ana', '1001']] },
    },
  ],
  rejected_reason: null,
  fix: null,
  status_detail: null,
  previous_category: null,
  category_change: null,
  message_send_ttl_seconds: null,
  languages: [{ id, language: 'en_US', status: 'approved' }],
  last_used_at: '2026-11-24T09:12:00.000Z',
  synced_at: '2026-11-24T09:00:00.000Z',
  mode: 'live',
  created_at: '2026-11-20T08:00:00.000Z',
}

export const rejectedTemplateExample = {
  ...templateExample,
  status: 'rejected',
  quality: 'unknown',
  rejected_reason: 'The variables or the layout are not as Meta wants them.',
  fix: 'Put words before, between and after variables, number them from 1, and check links and examples.',
  status_detail: 'Parameters are placed next to each other. Put text between parameters.',
  languages: [{ id, language: 'en_US', status: 'rejected' }],
  last_used_at: null,
}

export const pausedTemplateExample = {
  ...templateExample,
  status: 'paused',
  quality: 'red',
  fix: 'People blocked or reported it, so Meta pauses it: three hours, then six, then for good. Send it to fewer people, say better who you are, or send with a spare.',
  status_detail: 'Your WhatsApp message template has been paused for 3 hours.',
  languages: [{ id, language: 'en_US', status: 'paused' }],
}

export const movedTemplateExample = {
  ...templateExample,
  category: 'marketing',
  previous_category: 'utility',
}

const pending = {
  ...templateExample,
  name: 'otp_copy_code',
  category: 'authentication',
  status: 'pending',
  quality: null,
  components: [
    { type: 'BODY', add_security_recommendation: true },
    { type: 'FOOTER', code_expiration_minutes: 5 },
    { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
  ],
  message_send_ttl_seconds: 300,
  languages: [
    { id, language: 'en_US', status: 'pending' },
    { id: 'tpl_01kb5t9y8ze3yvr4x0k2n6d8t2', language: 'es', status: 'pending' },
  ],
  last_used_at: null,
  synced_at: null,
}

export const listExamples = {
  reply: { object: 'list', data: [templateExample], has_more: false, next_cursor: null },
}
export const getExamples = {
  reply: {
    ...templateExample,
    timeline: [
      { at: '2026-11-20T08:00:00.000Z', status: 'submitted', detail: null },
      { at: '2026-11-20T08:04:00.000Z', status: 'approved', detail: null },
    ],
  },
}
export const createExamples = {
  body: { category: 'authentication', languages: ['en_US', 'es'], code_expiration_minutes: 5 },
  reply: pending,
}
export const deleteExamples = {
  reply: { object: 'template', id, name: 'order_update', languages: ['en_US'], deleted: true },
}
export const syncExamples = {
  body: { account: 'waa_01kb5t9y8ze3yvr4x0k2n6d8sz' },
  reply: {
    object: 'template_sync',
    accounts: [
      {
        account_id: 'waa_01kb5t9y8ze3yvr4x0k2n6d8sz',
        name: 'Example',
        synced_at: '2026-11-24T09:00:00.000Z',
      },
    ],
  },
}
