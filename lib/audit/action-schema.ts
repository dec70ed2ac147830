/** What the actions are filtered by. */
export const actionGroups = {
  sessions: 'Sign-in and sessions',
  account: 'Account and second factor',
  team: 'Team',
  workspace: 'Workspace',
  api_keys: 'API keys',
  fraud_guard: 'Fraud guard',
  otps: 'OTPs',
  senders: 'Senders',
  alerts: 'Alerts',
  operators: 'Operators',
  audit: 'Audit log',
} as const
export type ActionGroup = keyof typeof actionGroups

type Action = {
  title: string
  group: ActionGroup
  /** What the OWASP Logging Vocabulary calls it. */
  event: string
}

/** All that is ever recorded. What is not here does not compile. */
export const auditActions = {
  'session.started': { title: 'Signed in', group: 'sessions', event: 'authn_login_success' },
  'session.ended': { title: 'Ended a session', group: 'sessions', event: 'session_expired' },
  'sessions.ended': { title: 'Ended all sessions', group: 'sessions', event: 'session_expired' },
  'session.reused': { title: 'Used a spent session token', group: 'sessions', event: 'authn_token_reuse' },
  'password.changed': { title: 'Changed the password', group: 'account', event: 'authn_password_change' },
  'password.reset': { title: 'Reset the password', group: 'account', event: 'authn_password_change' },
  'account.created': { title: 'Created the account', group: 'account', event: 'user_created' },
  'totp.added': { title: 'Added an authenticator app', group: 'account', event: 'user_updated' },
  'totp.removed': { title: 'Removed the authenticator app', group: 'account', event: 'user_updated' },
  'recovery_code.used': { title: 'Used a recovery code', group: 'account', event: 'authn_login_success' },
  'recovery_codes.made': { title: 'Made recovery codes', group: 'account', event: 'user_updated' },
  'passkey.added': { title: 'Added a passkey', group: 'account', event: 'user_updated' },
  'passkey.removed': { title: 'Removed a passkey', group: 'account', event: 'user_updated' },
  'passkey.renamed': { title: 'Renamed a passkey', group: 'account', event: 'user_updated' },
  'second_factor.required': { title: 'Required a second factor', group: 'workspace', event: 'authz_change' },
  'second_factor.not_required': {
    title: 'Stopped requiring a second factor',
    group: 'workspace',
    event: 'authz_change',
  },
  'member.invited': { title: 'Invited a member', group: 'team', event: 'authz_change' },
  'invitation.resent': { title: 'Sent an invitation again', group: 'team', event: 'authz_change' },
  'invitation.revoked': { title: 'Revoked an invitation', group: 'team', event: 'authz_change' },
  'invitation.accepted': { title: 'Accepted an invitation', group: 'team', event: 'authz_change' },
  'member.role_changed': {
    title: 'Changed a role',
    group: 'team',
    event: 'privilege_permissions_changed',
  },
  'member.removed': { title: 'Removed a member', group: 'team', event: 'privilege_permissions_changed' },
  'member.left': { title: 'Left the workspace', group: 'team', event: 'privilege_permissions_changed' },
  'workspace.created': { title: 'Created the workspace', group: 'workspace', event: 'authz_admin' },
  'workspace.renamed': { title: 'Renamed the workspace', group: 'workspace', event: 'authz_admin' },
  'workspace.changed': { title: 'Changed the workspace', group: 'workspace', event: 'authz_admin' },
  'workspace.suspended': { title: 'Suspended the workspace', group: 'operators', event: 'authz_admin' },
  'workspace.resumed': { title: 'Resumed the workspace', group: 'operators', event: 'authz_admin' },
  'operator.made': {
    title: 'Made somebody an operator',
    group: 'operators',
    event: 'privilege_permissions_changed',
  },
  'operator.unmade': {
    title: 'Ended somebody’s time as operator',
    group: 'operators',
    event: 'privilege_permissions_changed',
  },
  'alert.acknowledged': { title: 'Acknowledged an alert', group: 'alerts', event: 'authz_admin' },
  'audit.exported': { title: 'Exported the audit log', group: 'audit', event: 'sensitive_read' },
  'api_key.created': { title: 'Created an API key', group: 'api_keys', event: 'authn_token_created' },
  'api_key.rotated': { title: 'Rotated an API key', group: 'api_keys', event: 'authn_token_created' },
  'api_key.revoked': { title: 'Revoked an API key', group: 'api_keys', event: 'authn_token_revoked' },
  'fraud_guard.changed': { title: 'Changed the fraud guard', group: 'fraud_guard', event: 'authz_admin' },
  'otp.canceled': { title: 'Canceled an OTP', group: 'otps', event: 'sensitive_update' },
  'otp.resent': { title: 'Sent a code again', group: 'otps', event: 'sensitive_update' },
  'sender.connected': { title: 'Connected a number', group: 'senders', event: 'authz_admin' },
  'sender.reconnected': { title: 'Connected a number again', group: 'senders', event: 'authz_admin' },
  'sender.made_primary': { title: 'Made a number the primary one', group: 'senders', event: 'authz_admin' },
  'sender.disconnected': { title: 'Disconnected a number', group: 'senders', event: 'authz_admin' },
  'otp.expired': { title: 'Let a test OTP expire', group: 'otps', event: 'sensitive_update' },
} as const satisfies Record<string, Action>
export type AuditAction = keyof typeof auditActions

/** What a row says may be of a version of ours that knew more. */
export function actionOf(name: string): Action {
  return isAction(name) ? auditActions[name] : { title: name, group: 'audit', event: name }
}

function isAction(name: string): name is AuditAction {
  return Object.hasOwn(auditActions, name)
}

export function actionsOf(group: ActionGroup): string[] {
  return Object.entries(auditActions).flatMap(([name, action]) => (action.group === group ? [name] : []))
}
