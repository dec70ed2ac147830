import type { Call } from '../http/call'
import type { Sandbox } from '../sandbox'
import type { Grant } from '../state/onboarding'
import { GraphError } from './errors'

/** The two calls that prove the app itself and no customer's token; undefined for all others. */
export function answerOauth(sandbox: Sandbox, call: Call): object | undefined {
  const [, , ...rest] = call.path.split('/')
  const asked = `${call.method} ${rest.join('/')}`
  if (asked === 'GET oauth/access_token') return tradeCode(sandbox, call.query)
  if (asked === 'GET debug_token') return debugToken(sandbox, call)
}

function tradeCode(sandbox: Sandbox, query: URLSearchParams) {
  const appId = query.get('client_id') ?? ''
  if (query.get('client_secret') !== sandbox.settings.appSecret)
    throw new GraphError(400, {
      message: 'Error validating client secret.',
      type: 'OAuthException',
      code: 1,
    })
  const used = sandbox.onboarding.spendCode(query.get('code') ?? '', appId)
  if (typeof used === 'string') throw codeRefusal(used)
  shareNumbers(sandbox, used)
  return { access_token: used.token, token_type: 'bearer' }
}

/** From then on the numbers of the account can be written to with the token. */
export function shareNumbers(sandbox: Sandbox, { token, waba_id }: Grant): void {
  for (const { phone_number_id, display_phone_number, verified_name } of sandbox.onboarding.numbersOf(
    waba_id,
  )) {
    if (sandbox.senders.find(phone_number_id)) continue
    const number = { waba_id, phone_number_id, display_phone_number, verified_name }
    sandbox.senders.put({ ...number, access_token: token, templates: [] })
  }
}

const refusals = {
  unknown: { message: 'Invalid verification code format.' },
  used: { message: 'This authorization code has been used.', error_subcode: 36009 },
  expired: { message: 'This authorization code has expired.', error_subcode: 36007 },
}

function codeRefusal(why: keyof typeof refusals): GraphError {
  return new GraphError(400, { type: 'OAuthException', code: 100, ...refusals[why] })
}

/** What a token is worth, asked with the app's own: `APP_ID|APP_SECRET`. What was said of it goes before all else. */
function debugToken({ accounts, onboarding, senders, settings }: Sandbox, call: Call) {
  const bearer =
    /^Bearer (.+)$/i.exec(call.headers.authorization ?? '')?.[1] ?? call.query.get('access_token')
  const [appId = '', secret] = bearer?.split('|') ?? []
  if (secret !== settings.appSecret)
    throw new GraphError(400, {
      message:
        '(#100) You must provide an app access token, or a user access token that is an owner of the app',
      type: 'OAuthException',
      code: 100,
    })
  const token = call.query.get('input_token') ?? ''
  const grant = onboarding.grant(token)
  const said = accounts.token(token)
  const common = { type: 'SYSTEM_USER', application: 'Hawk Send (fictional)', data_access_expires_at: 0 }
  if (said?.is_valid === false)
    return { data: invalid(appId, 'The token does not work any more.', said.subcode) }
  const targets = said?.target_ids
  const told = {
    expires_at: said?.expires_at ?? 0,
    ...(said?.scopes && { scopes: said.scopes }),
    ...(targets && {
      granular_scopes: (said.scopes ?? ownScopes).map((scope) => ({ scope, target_ids: targets })),
    }),
  }
  if (!grant && (said || senders.knowsToken(token))) {
    const known = { issued_at: 1_795_000_000, user_id: '900222333444555' }
    return { data: { app_id: appId, ...common, ...known, is_valid: true, scopes: ownScopes, ...told } }
  }
  if (!grant) return { data: invalid(appId, 'Invalid OAuth access token - Cannot parse access token') }
  if (grant.is_revoked)
    return { data: invalid(grant.app_id, 'The user has not authorized application.', 458) }
  const granular = grant.scopes
    .filter((scope) => scope.startsWith('whatsapp_'))
    .map((scope) => ({ scope, target_ids: [grant.waba_id] }))
  return {
    data: {
      app_id: grant.app_id,
      ...common,
      is_valid: true,
      issued_at: Math.floor(Date.now() / 1_000),
      scopes: grant.scopes,
      ...(grant.is_granular && { granular_scopes: granular }),
      user_id: grant.user_id,
      ...told,
    },
  }
}

const ownScopes = ['whatsapp_business_management', 'whatsapp_business_messaging', 'public_profile']

function invalid(appId: string, message: string, subcode = 463) {
  const error = { code: 190, message: `Error validating access token: ${message}`, subcode }
  return { app_id: appId, application: 'Hawk Send (fictional)', error, is_valid: false, scopes: [] }
}
