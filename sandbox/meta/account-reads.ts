import type { Call } from '../http/call'
import type { Sandbox } from '../sandbox'
import { parameterError } from './errors'
import { pickFields } from './fields'

const available = { can_send_message: 'AVAILABLE', entities: [] }

/** An account as Meta shows it: the usual, and what was said of it. */
export function getAccount(sandbox: Sandbox, wabaId: string, query: URLSearchParams) {
  const { business_id: businessId = '900900800700602', ...said } = sandbox.accounts.account(wabaId) ?? {}
  const name = sandbox.senders.ofWaba(wabaId)[0]?.verified_name ?? 'Example'
  const { waba_id: _, ...fields } = { waba_id: wabaId, ...said }
  const whole = {
    name,
    currency: 'USD',
    timezone_id: '1',
    country: 'US',
    message_template_namespace: '00000000_0000_0000_0000_000000000000',
    account_review_status: 'APPROVED',
    business_verification_status: 'verified',
    ownership_type: 'CLIENT_OWNED',
    owner_business_info: { id: businessId, name },
    health_status: available,
    ...fields,
    id: wabaId,
  }
  return pickFields(whole, ['id', 'name', 'currency', 'timezone_id', 'message_template_namespace'], query)
}

/** What was said of a number beside the usual. */
export function numberSaid(sandbox: Sandbox, phoneNumberId: string): object {
  const { phone_number_id: _, ...said } = sandbox.accounts.number(phoneNumberId) ?? { phone_number_id: '' }
  return said
}

const scopes = ['whatsapp_business_management', 'whatsapp_business_messaging', 'public_profile']

/** What a token is worth, asked with the app's own: `APP_ID|APP_SECRET`. */
export function debugToken(sandbox: Sandbox, { query }: Call, appToken: string) {
  const [appId = '', secret] = appToken.split('|')
  if (secret !== sandbox.settings.appSecret)
    throw parameterError(
      'You must provide an app access token, or a user access token that is an owner of the app',
    )
  const token = query.get('input_token') ?? ''
  const said = sandbox.accounts.token(token)
  const common = { app_id: appId, application: 'Hawk Send (fictional)', expires_at: said?.expires_at ?? 0 }
  if (!(said?.is_valid ?? sandbox.senders.knowsToken(token))) {
    const error = { code: 190, message: 'Error validating access token.', subcode: said?.subcode ?? 458 }
    return { data: { ...common, error, is_valid: false, scopes: [] } }
  }
  const granted = said?.scopes ?? scopes
  const granular = said?.target_ids && granted.map((scope) => ({ scope, target_ids: said.target_ids }))
  return {
    data: {
      ...common,
      type: 'SYSTEM_USER',
      data_access_expires_at: 0,
      is_valid: true,
      issued_at: 1_795_000_000,
      scopes: granted,
      ...(granular && { granular_scopes: granular }),
      user_id: '900222333444555',
    },
  }
}
