import type { Role } from '@/lib/core/context'
import { defaultGuard } from '@/lib/otp/guard-schema'
import { randomPhone } from './phone'

type Door = {
  method?: 'GET'
  /** A role that may not; null where every role may. Billing may do least. */
  lacks?: Role | null
  /** A body that holds, where an empty one does not, so that nothing else is in the way. */
  body?: object
  /** Where it takes a file, and so a form. */
  takes?: 'form'
}

/**
 * Every route of the dashboard, a line each: its path below `/api/dashboard/[tenant]/[mode]`. One that the build has
 * and this table lacks fails, so that none can be forgotten.
 */
export const dashboardDoors: Record<string, Door> = {
  '/alerts/[id]/acknowledge': {},
  '/api-keys': { body: { name: 'production-api' } },
  '/api-keys/[id]/revoke': {},
  '/api-keys/[id]/rotate': { body: { overlap_seconds: 900 } },
  '/audit-log/export': {},
  '/checklist/dismiss': {},
  '/messages/[id]/read': {},
  '/contacts': { body: { phone: randomPhone() } },
  '/contacts/[id]': { body: { name: 'Ana' } },
  '/contacts/[id]/delete': {},
  '/contacts/[id]/merge': { body: { other_id: 'con_x' } },
  '/contacts/export': {},
  '/contacts/import': { body: { csv: 'phone\n+14155550100' } },
  '/contacts/import/[id]/cancel': {},
  '/contacts/import/[id]/preview': {},
  '/contacts/import/[id]/refused': {},
  '/contacts/import/[id]/start': {},
  '/media': { takes: 'form' },
  '/media/[id]/content': { method: 'GET' },
  '/messages': { body: { to: randomPhone(), type: 'text', text: { body: 'Hello' } } },
  '/messages/people/[id]/reply': { body: { text: { body: 'Hello' } } },
  '/otp/[id]/cancel': {},
  '/otp/[id]/expire': {},
  '/otp/[id]/receive': { body: { from: randomPhone() } },
  '/otp/[id]/resend': {},
  '/otp/guard': { body: { settings: defaultGuard } },
  '/otp/guard/backtest': { body: { settings: { hourly_cap: 10 } } },
  '/otp/inbound': {},
  '/otp/send': { body: { to: randomPhone() } },
  '/otp/verify': { body: { otp_id: 'otp_01h2xcejqtf2nbrexx3vqjhp41', code: '123456' } },
  '/suppressions': { body: { person: randomPhone() } },
  '/suppressions/remove': { body: { person: randomPhone() } },
  '/senders/[id]/disconnect': {},
  '/senders/[id]/primary': {},
  '/senders/connections': {},
  '/senders/connections/[id]/cancel': {},
  '/senders/connections/[id]/dialog': { body: { state: 'x' } },
  '/senders/connections/[id]/number': { body: { phone_number_id: '1' } },
  '/senders/connections/[id]/pin': { body: { pin: '123456' } },
  '/senders/connections/[id]/retry': {},
  '/senders/connections/[id]/silence': {},
  '/senders/connections/[id]/watch': {},
  '/senders/[id]/check': {},
  '/team/invitations': { body: { email: 'new@example.test', role: 'support' } },
  '/team/invitations/[id]/resend': {},
  '/team/invitations/[id]/revoke': {},
  '/team/leave': { lacks: null },
  '/team/members/[id]/remove': {},
  '/team/members/[id]/role': { body: { role: 'support' } },
  '/templates': {
    body: {
      name: 'order_update',
      category: 'utility',
      language: 'en_US',
      components: [{ type: 'BODY', text: 'Your order is on its way.' }],
    },
  },
  '/templates/[id]/delete': {},
  '/templates/[id]/edit': { body: { components: [{ type: 'BODY', text: 'Your order is on its way.' }] } },
  '/templates/otp': { body: { name: 'otp_copy_code_2', languages: ['en_US'] } },
  '/templates/preview': { body: { languages: ['en_US'] } },
  '/templates/sync': {},
  '/webhooks/endpoints': { body: { url: 'https://hooks.example.com/' } },
  '/webhooks/endpoints/[id]': { body: { description: 'Production' } },
  '/webhooks/endpoints/[id]/delete': {},
  '/webhooks/endpoints/[id]/test': {},
  '/webhooks/endpoints/check': { body: { url: 'https://hooks.example.com/' } },
  '/webhooks/endpoints/try': { body: { url: 'https://hooks.example.com/' } },
  '/webhooks/secret/reveal': { lacks: 'developer' },
  '/webhooks/secret/rotate': { lacks: 'developer' },
  '/webhooks/deliveries': { method: 'GET' },
  '/webhooks/deliveries/[id]': { method: 'GET' },
  '/webhooks/deliveries/[id]/replay': {},
  '/webhooks/deliveries/replay': { body: { ids: ['dlv_x'] } },
  '/webhooks/endpoints/[id]/recover': { body: { since: new Date(Date.now() - 3_600_000).toISOString() } },
  '/webhooks/recoveries/[id]': { method: 'GET' },
  '/webhooks/recoveries/[id]/cancel': {},
  '/webhooks/debug-signature': { body: { body: '{}', headers: {} } },
  '/webhooks/endpoints/[id]/recoveries': { method: 'GET' },
  '/workspace': { body: { name: 'Kestrel', default_locale: 'en_US' } },
  '/workspace/second-factor': { body: { required: true } },
}

/** Every route under /api/auth: `open` before sign-in, `own` for one's own account once signed in. */
export const authDoors: Record<string, { kind: 'open' | 'own' | 'refresh'; body?: object }> = {
  '/confirm': { kind: 'own' },
  '/confirm/options': { kind: 'own' },
  '/invitations/accept': { kind: 'own' },
  '/invitations/join': { kind: 'open' },
  '/passkeys': { kind: 'own' },
  '/passkeys/options': { kind: 'own' },
  '/passkeys/remove': { kind: 'own' },
  '/passkeys/rename': { kind: 'own' },
  '/password': { kind: 'own' },
  '/password/judge': { kind: 'open' },
  '/refresh': { kind: 'refresh' },
  '/reset-password': { kind: 'open' },
  '/reset-password/complete': { kind: 'open' },
  '/second-factor/recovery-codes': { kind: 'own' },
  '/second-factor/totp': { kind: 'own' },
  '/second-factor/totp/confirm': { kind: 'own' },
  '/second-factor/totp/remove': { kind: 'own' },
  '/sessions/end': { kind: 'own', body: { session_id: 'ses_x' } },
  '/sessions/end-others': { kind: 'own' },
  '/sign-in': { kind: 'open', body: { email: 'nobody@example.test', password: 'x' } },
  '/sign-in/second-factor': { kind: 'open' },
  '/sign-out': { kind: 'own' },
  '/sign-up': { kind: 'open' },
  '/sign-up/resend': { kind: 'open' },
  '/sign-up/verify': { kind: 'open' },
  '/workspaces': { kind: 'own' },
  '/workspaces/first': { kind: 'own' },
}

/** Every route of the operators; to everybody else they are not there. */
export const opsDoors: Record<string, { body?: object }> = {
  '/alerts/[id]/acknowledge': {},
  '/tenants/[id]/resume': {},
  '/tenants/[id]/suspend': { body: { reason: 'Recipients report messages that they never asked for.' } },
}
