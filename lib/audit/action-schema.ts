/** What the actions are filtered by. */
export const actionGroups = {
  sessions: 'Sign-in and sessions',
  account: 'Account and second factor',
  team: 'Team',
  workspace: 'Workspace',
  api_keys: 'API keys',
  fraud_guard: 'Fraud guard',
  otps: 'OTPs',
  messages: 'Messages',
  contacts: 'Contacts and opt-outs',
  media: 'Files',
  templates: 'Templates',
  senders: 'Senders',
  webhooks: 'Webhooks',
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
  'media.uploaded': { title: 'Uploaded a file', group: 'media', event: 'upload_complete' },
  'media.deleted': { title: 'Deleted a file', group: 'media', event: 'upload_delete' },
  'alert.acknowledged': { title: 'Acknowledged an alert', group: 'alerts', event: 'authz_admin' },
  'audit.exported': { title: 'Exported the audit log', group: 'audit', event: 'sensitive_read' },
  'webhook_endpoint.created': { title: 'Added a webhook endpoint', group: 'webhooks', event: 'authz_change' },
  'webhook_endpoint.changed': {
    title: 'Changed a webhook endpoint',
    group: 'webhooks',
    event: 'authz_change',
  },
  'webhook_endpoint.deleted': {
    title: 'Deleted a webhook endpoint',
    group: 'webhooks',
    event: 'authz_change',
  },
  'webhook_endpoint.tested': { title: 'Sent a test event', group: 'webhooks', event: 'authz_admin' },
  'webhook_secret.seen': {
    title: 'Looked at the webhook secret',
    group: 'webhooks',
    event: 'sensitive_read',
  },
  'webhook_secret.rotated': {
    title: 'Rotated the webhook secret',
    group: 'webhooks',
    event: 'authn_token_created',
  },
  'delivery.replayed': { title: 'Replayed deliveries', group: 'webhooks', event: 'authz_admin' },
  'recovery.started': { title: 'Started a recovery', group: 'webhooks', event: 'authz_admin' },
  'recovery.canceled': { title: 'Canceled a recovery', group: 'webhooks', event: 'authz_admin' },
  'api_key.created': { title: 'Created an API key', group: 'api_keys', event: 'authn_token_created' },
  'api_key.rotated': { title: 'Rotated an API key', group: 'api_keys', event: 'authn_token_created' },
  'api_key.revoked': { title: 'Revoked an API key', group: 'api_keys', event: 'authn_token_revoked' },
  'fraud_guard.changed': { title: 'Changed the fraud guard', group: 'fraud_guard', event: 'authz_admin' },
  'message.read': { title: 'Marked a message as read', group: 'messages', event: 'sensitive_update' },
  'otp.canceled': { title: 'Canceled an OTP', group: 'otps', event: 'sensitive_update' },
  'otp.resent': { title: 'Sent a code again', group: 'otps', event: 'sensitive_update' },
  'message.sent': { title: 'Sent a message', group: 'messages', event: 'sensitive_create' },
  'message.canceled': { title: 'Canceled a message', group: 'messages', event: 'sensitive_update' },
  'template.created': { title: 'Created a template', group: 'templates', event: 'sensitive_create' },
  'template.edited': { title: 'Edited a template', group: 'templates', event: 'sensitive_update' },
  'template.deleted': { title: 'Deleted a template', group: 'templates', event: 'sensitive_delete' },
  'templates.synced': { title: 'Synced templates', group: 'templates', event: 'sensitive_read' },
  'sender.connected': { title: 'Connected a number', group: 'senders', event: 'authz_admin' },
  'sender.reconnected': { title: 'Connected a number again', group: 'senders', event: 'authz_admin' },
  'sender.made_primary': { title: 'Made a number the primary one', group: 'senders', event: 'authz_admin' },
  'sender.disconnected': { title: 'Disconnected a number', group: 'senders', event: 'authz_admin' },
  'otp.expired': { title: 'Let a test OTP expire', group: 'otps', event: 'sensitive_update' },
  'contact.created': { title: 'Created a contact', group: 'contacts', event: 'sensitive_create' },
  'contact.changed': { title: 'Changed a contact', group: 'contacts', event: 'sensitive_update' },
  'contact.deleted': { title: 'Deleted a contact', group: 'contacts', event: 'sensitive_delete' },
  'contact.merged': { title: 'Merged two contacts', group: 'contacts', event: 'sensitive_update' },
  'contacts.exported': { title: 'Exported contacts', group: 'contacts', event: 'sensitive_read' },
  'contact_import.started': { title: 'Imported contacts', group: 'contacts', event: 'sensitive_create' },
  'contact_import.canceled': { title: 'Canceled an import', group: 'contacts', event: 'sensitive_update' },
  'suppression.added': { title: 'Added an opt-out', group: 'contacts', event: 'sensitive_create' },
  'suppression.removed': { title: 'Removed an opt-out', group: 'contacts', event: 'sensitive_delete' },
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
