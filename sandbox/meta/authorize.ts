import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Call } from '../http/call'
import type { Sandbox } from '../sandbox'
import type { Sender } from '../state/senders'
import { GraphError, unknownObject } from './errors'

/** The token of the call, whoever it belongs to. Throws 190, or 100 for a proof that does not prove it. */
export function requireToken(sandbox: Sandbox, call: Call, body: unknown): string {
  const bearer = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '')?.[1]?.trim()
  const token = bearer || call.query.get('access_token')
  if (!token) throw invalidToken('An access token is required to request this resource.')
  const said = sandbox.accounts.token(token)
  if (said?.is_valid === false)
    throw invalidToken('Error validating access token: The token does not work any more.', said.subcode)
  if (token.startsWith('EAA_REVOKED') || sandbox.onboarding.isRevoked(token))
    throw invalidToken('Error validating access token: The user has not authorized application.', 458)
  const proof = call.query.get('appsecret_proof') ?? bodyField(body, 'appsecret_proof')
  if (proof !== null && !isProof(proof, token, sandbox.settings.appSecret))
    throw new GraphError(400, {
      message: 'Invalid appsecret_proof provided in the API argument',
      type: 'GraphMethodException',
      code: 100,
    })
  return token
}

/** Someone else's number looks like one that is not there; a token of nobody's is no token. */
export function requireOwnToken(
  sandbox: Sandbox,
  { call, token, id, owners }: { call: Call; token: string; id: string; owners: Sender[] },
): void {
  if (owners.some((owner) => owner.access_token === token)) return
  if (sandbox.onboarding.allows(token, owners[0]?.waba_id ?? id)) return
  const isKnown = sandbox.senders.knowsToken(token) || sandbox.onboarding.grant(token)
  if (owners.length > 0 && !isKnown)
    throw invalidToken('Invalid OAuth access token - Cannot parse access token')
  throw unknownObject(call.method, id)
}

function invalidToken(message: string, subcode?: number): GraphError {
  return new GraphError(401, {
    message,
    type: 'OAuthException',
    code: 190,
    ...(subcode && { error_subcode: subcode }),
  })
}

function bodyField(body: unknown, name: string): string | null {
  if (typeof body !== 'object' || body === null) return null
  const value = new Map(Object.entries(body)).get(name)
  return typeof value === 'string' ? value : null
}

function isProof(proof: string, token: string, appSecret: string): boolean {
  const expected = Buffer.from(createHmac('sha256', appSecret).update(token).digest('hex'))
  const given = Buffer.from(proof)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
