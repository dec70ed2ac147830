const common = {
  sid: 'VE019ab6ac28ff7be97a6f4bf1a1cc0bd1',
  service_sid: 'VA00000000000000000000000000000000',
  account_sid: 'AC019ab6a1f2b47c3d8e5a6b7c8d9e0f1a',
  to: '+14155550100',
  channel: 'whatsapp',
  amount: null,
  payee: null,
  date_created: '2026-11-24T09:30:00.000Z',
} as const

export const verificationExamples = {
  body: { To: common.to, Channel: 'whatsapp' },
  reply: {
    ...common,
    status: 'pending',
    valid: false,
    lookup: {},
    send_code_attempts: [
      {
        time: common.date_created,
        channel: 'whatsapp',
        attempt_sid: 'VL019ab6ac28ff7c4e9f0a1b2c3d4e5f60',
      },
    ],
    date_updated: common.date_created,
    sna: null,
    url: `https://app.hawksend.com/api/v1/compat/twilio/v2/Services/${common.service_sid}/Verifications/${common.sid}`,
  },
}

export const checkExamples = {
  body: { To: common.to, Code: '123456' },
  reply: {
    ...common,
    status: 'approved',
    valid: true,
    date_updated: '2026-11-24T09:30:09.412Z',
    sna_attempts_error_codes: [],
  },
  others: {
    wrong_code: {
      ...common,
      status: 'pending',
      valid: false,
      date_updated: '2026-11-24T09:30:07.120Z',
      sna_attempts_error_codes: [],
    },
  },
}
