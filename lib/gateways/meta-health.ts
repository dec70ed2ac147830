import { z } from 'zod'
import { appAccessToken, callGraph, type GraphCall, type GraphResult } from '@/lib/gateways/meta-graph'

const graphId = z.union([z.string(), z.number().transform(String)])
const word = z.string().nullable().optional().catch(undefined)

const Debugged = z.object({
  data: z.object({
    is_valid: z.boolean(),
    expires_at: z.number().optional().catch(undefined),
    scopes: z.array(z.string()).catch([]),
    granular_scopes: z
      .array(z.object({ scope: z.string(), target_ids: z.array(graphId).optional() }))
      .optional()
      .catch(undefined),
    error: z
      .object({ subcode: z.number().optional().catch(undefined) })
      .optional()
      .catch(undefined),
  }),
})

/** What Meta says of a token: what it still may for this account, until when. */
export type TokenReading = {
  state: 'valid' | 'expired' | 'revoked'
  scopes: string[]
  expiresAt: Date | null
}

const sessionExpired = 463

/** Asked with the app's own token. Null when Meta gave no answer that tells. */
export async function readToken(token: string, wabaId: string): Promise<TokenReading | null> {
  const query = { input_token: token }
  const asked = await callGraph({ method: 'GET', path: '/debug_token', query, accessToken: appAccessToken() })
  const data = readAs(Debugged, asked)?.data
  if (!data) return null
  const { is_valid, scopes, granular_scopes, expires_at, error } = data
  const isLimited = (scope: string) =>
    granular_scopes?.some((it) => it.scope === scope && it.target_ids && !it.target_ids.includes(wabaId))
  return {
    state: is_valid ? 'valid' : error?.subcode === sessionExpired ? 'expired' : 'revoked',
    scopes: scopes.filter((scope) => !isLimited(scope)),
    expiresAt: expires_at ? new Date(expires_at * 1_000) : null,
  }
}

const Account = z.object({
  name: word,
  account_review_status: word,
  business_verification_status: word,
  owner_business_info: z.object({ id: graphId }).optional().catch(undefined),
  health_status: z.unknown().optional(),
})
export type AccountReading = z.infer<typeof Account>

/** Null when Meta gave none; `refused` when the token does not reach the account any more. */
export async function readAccountHealth(
  accessToken: string,
  wabaId: string,
): Promise<AccountReading | 'refused' | null> {
  const fields =
    'id,name,account_review_status,business_verification_status,owner_business_info,health_status'
  const asked = await read(wabaId, fields, accessToken)
  if (asked.outcome === 'refused' && isOutOfReach(asked.providerCode, asked.subcode)) return 'refused'
  return readAs(Account, asked)
}

const PhoneNumber = z.object({
  verified_name: word,
  status: word,
  name_status: word,
  quality_rating: word,
  throughput: z.object({ level: z.string() }).optional().catch(undefined),
  whatsapp_business_manager_messaging_limit: word,
  health_status: z.unknown().optional(),
})
export type NumberReading = z.infer<typeof PhoneNumber>

export async function readNumberHealth(
  accessToken: string,
  phoneNumberId: string,
): Promise<NumberReading | null> {
  const fields =
    'verified_name,status,name_status,quality_rating,throughput,whatsapp_business_manager_messaging_limit,health_status'
  return readAs(PhoneNumber, await read(phoneNumberId, fields, accessToken))
}

function read(id: string, fields: string, accessToken: string): Promise<GraphResult> {
  const call: GraphCall = {
    method: 'GET',
    path: `/${encodeURIComponent(id)}`,
    query: { fields },
    accessToken,
  }
  return callGraph(call)
}

/** The permission is gone, or the object is not to be seen with it (section 1.3 of the reference). */
function isOutOfReach(code: number | null, subcode: number | null): boolean {
  if (code === null) return false
  return code === 10 || (code >= 200 && code <= 299) || (code === 100 && subcode === 33)
}

function readAs<Value>(schema: z.ZodType<Value>, result: GraphResult): Value | null {
  return result.outcome === 'ok' ? (schema.safeParse(result.json).data ?? null) : null
}
