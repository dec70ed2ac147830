import type { MailFields, MailTemplate } from '@/lib/mails/schema'
import * as account from './account'
import { endpointNotice } from './endpoint'
import type { Letter } from './letter'
import { templateStopped } from './template'
import { webhookSecretRotated } from './webhook-secret'
import * as workspace from './workspace'

export const letters: { [Template in MailTemplate]: (fields: MailFields<Template>) => Letter } = {
  verification: account.verification,
  account_exists: account.accountExists,
  password_reset: account.passwordReset,
  password_changed: account.passwordChanged,
  new_sign_in: account.newSignIn,
  token_reuse: account.tokenReuse,
  second_factor_changed: account.secondFactorChanged,
  invitation: workspace.invitation,
  key_created: workspace.keyCreated,
  key_expiring: workspace.keyExpiring,
  alert: workspace.alert,
  template_stopped: templateStopped,
  sender_notice: workspace.senderNotice,
  webhook_secret_rotated: webhookSecretRotated,
  endpoint_notice: endpointNotice,
  workspace_suspended: workspace.workspaceSuspended,
}
