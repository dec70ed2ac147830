import type { ReadinessCheck, SenderObject } from '@/lib/senders/readiness-schema'

const fine = (check: ReadinessCheck['check']): ReadinessCheck => ({
  check,
  state: 'ok',
  actor: 'meta',
  fix: 'Nothing to do.',
  blocks_otps: false,
  meanwhile: null,
  link: null,
})

export const senderExample: SenderObject = {
  object: 'sender',
  id: 'snd_01kb5t9zr4e7bvd2k8m3x6w0qa',
  mode: 'live',
  display_name: 'Kestrel',
  phone: '+12025550100',
  username: null,
  status: 'connected',
  disconnect_reason: null,
  is_primary: true,
  waba_id: '900100200300401',
  number_status: 'CONNECTED',
  name_status: 'APPROVED',
  quality: 'GREEN',
  messaging_limit: { tier: 'TIER_250', people_per_day: 250 },
  can_send_otp: false,
  readiness: [
    fine('token'),
    fine('subscription'),
    fine('registration'),
    fine('display_name'),
    {
      check: 'business_verification',
      state: 'waiting',
      actor: 'meta',
      fix: 'Meta looks at the papers of your business.',
      blocks_otps: false,
      meanwhile: 'This alone holds no OTP back.',
      link: 'https://business.facebook.com/settings/security?business_id=900900800700602',
    },
    {
      check: 'messaging_limit',
      state: 'waiting',
      actor: 'meta',
      fix: 'Meta allows 250 people a day; OTPs need 2,000. It rises once your business is verified.',
      blocks_otps: true,
      meanwhile: 'Test mode, and other messages to people who wrote to you, work.',
      link: 'https://business.facebook.com/wa/manage/phone-numbers/?waba_id=900100200300401',
    },
    fine('template'),
    fine('payment'),
    fine('restrictions'),
  ],
  checked_at: '2026-11-24T09:30:00.120Z',
  connected_at: '2026-11-20T14:02:11.803Z',
  created_at: '2026-11-20T14:02:11.803Z',
}

export const getSenderExamples = { reply: senderExample }
export const listSendersExamples = {
  reply: { object: 'list', data: [senderExample], has_more: false, next_cursor: null },
}
