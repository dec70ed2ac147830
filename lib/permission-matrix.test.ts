import { describe, expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { acknowledgeAlert } from '@/lib/alerts/acknowledge'
import { getAlert } from '@/lib/alerts/get'
import { listAlerts } from '@/lib/alerts/list'
import { roles } from '@/lib/core/context'
import { newTypeId } from '@/lib/core/ids'
import { may, permissions } from '@/lib/core/permissions'
import { personActor, testContext } from '@/lib/core/test-context'
import { webhookVerbs } from '@/lib/fixtures/webhook-verbs'
import { type Verb, whatsappVerbs } from '@/lib/fixtures/whatsapp-verbs'
import { createApiKey } from '@/lib/keys/create'
import { plainKey } from '@/lib/keys/fixtures/person'
import { listApiKeys } from '@/lib/keys/list'
import { revokeApiKey } from '@/lib/keys/revoke'
import { rotateApiKey } from '@/lib/keys/rotate'
import { dismissChecklist } from '@/lib/onboarding/dismiss-checklist'
import { findFirstFlight } from '@/lib/onboarding/find-first-flight'
import { backtestGuard } from '@/lib/otp/backtest-guard'
import { cancelOtp } from '@/lib/otp/cancel'
import { createInboundOtp } from '@/lib/otp/create-inbound'
import { expireTestOtp } from '@/lib/otp/expire-test-otp'
import { getOtp } from '@/lib/otp/get'
import { getGuard } from '@/lib/otp/get-guard'
import { defaultGuard } from '@/lib/otp/guard-schema'
import { listOtps } from '@/lib/otp/list'
import { listGuardBlocks } from '@/lib/otp/list-guard-blocks'
import { listGuardedOtps } from '@/lib/otp/list-guarded-otps'
import { receiveOtp } from '@/lib/otp/receive'
import { resendOtp } from '@/lib/otp/resend'
import { sendOtp } from '@/lib/otp/send'
import { summarizeOtps } from '@/lib/otp/summarize'
import { updateGuard } from '@/lib/otp/update-guard'
import { verifyTestOtp } from '@/lib/otp/verify-test-otp'
import { getRequest } from '@/lib/requests/get'
import { listRequests } from '@/lib/requests/list'
import { changeRole } from '@/lib/tenants/change-role'
import { inviteMember } from '@/lib/tenants/invite'
import { listInvitations } from '@/lib/tenants/list-invitations'
import { listMembers } from '@/lib/tenants/list-members'
import { removeMember } from '@/lib/tenants/remove-member'
import { resendInvitation } from '@/lib/tenants/resend-invitation'
import { revokeInvitation } from '@/lib/tenants/revoke-invitation'
import { updateWorkspace } from '@/lib/tenants/update'

const to = '+15550100001'
const otp = () => ({ id: newTypeId('otp') })
const key = () => ({ id: newTypeId('key') })
const invitation = () => ({ id: newTypeId('invitation') })
const somebody = () => ({ id: newTypeId('user') })
const page = { limit: 25 }

/** Every verb that a page or a form of the dashboard calls, and what it takes. */
const verbs: Verb[] = [
  ['listOtps', 'otp.read', (ctx) => listOtps(ctx, page)],
  ['getOtp', 'otp.read', (ctx) => getOtp(ctx, otp())],
  ['sendOtp', 'otp.write', (ctx) => sendOtp(ctx, { to, codeLength: 6, expiry: 300, metadata: {} })],
  ['resendOtp', 'otp.write', (ctx) => resendOtp(ctx, otp())],
  ['cancelOtp', 'otp.write', (ctx) => cancelOtp(ctx, otp())],
  ['expireTestOtp', 'otp.write', (ctx) => expireTestOtp(ctx, otp())],
  ['receiveOtp', 'otp.write', (ctx) => receiveOtp(ctx, { ...otp(), usernameOnly: false })],
  ['createInboundOtp', 'otp.write', (ctx) => createInboundOtp(ctx, { expiry: 300, metadata: {} })],
  ['summarizeOtps', 'otp.read', summarizeOtps],
  ['verifyTestOtp', 'otp.write', (ctx) => verifyTestOtp(ctx, { otpId: otp().id, code: '123456' })],
  ['findFirstFlight', 'otp.write', findFirstFlight],
  ['dismissChecklist', 'workspace.write', dismissChecklist],
  ['getGuard', 'guard.read', getGuard],
  ['listGuardBlocks', 'guard.read', (ctx) => listGuardBlocks(ctx, page)],
  ['listGuardedOtps', 'guard.read', (ctx) => listGuardedOtps(ctx, page)],
  ['backtestGuard', 'guard.read', (ctx) => backtestGuard(ctx, { settings: {} })],
  ['updateGuard', 'guard.write', (ctx) => updateGuard(ctx, { settings: defaultGuard })],
  ['listApiKeys', 'keys.read', listApiKeys],
  ['createApiKey', 'keys.write', (ctx) => createApiKey(ctx, plainKey)],
  ['rotateApiKey', 'keys.write', (ctx) => rotateApiKey(ctx, { ...key(), overlapSeconds: 0 })],
  ['revokeApiKey', 'keys.write', (ctx) => revokeApiKey(ctx, key())],
  ['listRequests', 'requests.read', (ctx) => listRequests(ctx, page)],
  ['getRequest', 'requests.read', (ctx) => getRequest(ctx, { id: newTypeId('request') })],
  ['listAlerts', 'alerts.read', (ctx) => listAlerts(ctx, page)],
  ['getAlert', 'alerts.read', (ctx) => getAlert(ctx, { id: newTypeId('alert') })],
  ['acknowledgeAlert', 'alerts.write', (ctx) => acknowledgeAlert(ctx, { id: newTypeId('alert') })],
  ['listMembers', 'team.read', listMembers],
  ['listInvitations', 'team.write', listInvitations],
  ['inviteMember', 'team.write', (ctx) => inviteMember(ctx, { email: 'new@example.test', role: 'support' })],
  ['resendInvitation', 'team.write', (ctx) => resendInvitation(ctx, invitation())],
  ['revokeInvitation', 'team.write', (ctx) => revokeInvitation(ctx, invitation())],
  ['changeRole', 'team.write', (ctx) => changeRole(ctx, { ...somebody(), role: 'support' })],
  ['removeMember', 'team.write', (ctx) => removeMember(ctx, somebody())],
  [
    'updateWorkspace',
    'workspace.write',
    (ctx) => updateWorkspace(ctx, { name: 'Kestrel', defaultLocale: 'en_US' }),
  ],
  ...whatsappVerbs,
  ...webhookVerbs,
]

/** What needs a membership that is really there, asked again under its lock. */
const readsTheTeam = ['inviteMember', 'resendInvitation', 'revokeInvitation', 'changeRole', 'removeMember']

describe.each(verbs)('%s takes %s', (name, permission, call) => {
  test.each(roles)('and a person with the role %s gets what the table says', async (role) => {
    const { id } = await makeTenant()
    const { ctx } = testContext({ tenantId: id, mode: 'test', actor: personActor(role) })
    const refusal = await call(ctx).then(
      () => null,
      (error: unknown) => error,
    )
    const missing = expect.objectContaining({ code: 'role_missing', status: 403 })
    if (!may(role, permission)) expect(refusal).toEqual(missing)
    else if (!readsTheTeam.includes(name)) expect(refusal).not.toEqual(missing)
  })
})

test('every permission is asked for by a verb, but those whose screens are to come', () => {
  const asked = new Set<string>(verbs.map(([, permission]) => permission))
  const rest = Object.keys(permissions).filter((name) => !asked.has(name))
  expect(rest.filter((name) => !/^(phones|audit|billing)\./.test(name))).toEqual([])
})
