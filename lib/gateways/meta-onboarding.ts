import { z } from 'zod'
import { env } from '@/lib/core/env'
import { policy } from '@/lib/core/policy'
import {
  appAccessToken,
  callGraph,
  type GraphCall,
  type GraphRefusal,
  type GraphResult,
} from '@/lib/gateways/meta-graph'

/** What Meta said, read; or why there is nothing to read. */
export type Asked<Value> =
  | { outcome: 'ok'; value: Value }
  | GraphRefusal
  | { outcome: 'unknown' | 'unreached'; cause: unknown }

const graphId = z.union([z.string(), z.number().transform(String)])
const word = z.string().nullable().optional().catch(null)

const Token = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().optional().catch(undefined),
})

/** Trades the dialog's code, which lives 30 seconds and works once, for the customer's token. */
export function exchangeCode(code: string): Promise<Asked<z.infer<typeof Token>>> {
  const query = { client_id: env().META_APP_ID ?? '', client_secret: env().META_APP_SECRET, code }
  return ask(Token, { method: 'GET', path: '/oauth/access_token', query, accessToken: null })
}

const Debugged = z.object({
  data: z.object({
    app_id: graphId.optional(),
    is_valid: z.boolean(),
    expires_at: z.number().optional().catch(undefined),
    user_id: graphId.optional().catch(undefined),
    scopes: z.array(z.string()).catch([]),
    granular_scopes: z
      .array(z.object({ scope: z.string(), target_ids: z.array(graphId).optional() }))
      .optional()
      .catch(undefined),
  }),
})
export type DebuggedToken = z.infer<typeof Debugged>['data']

/** Whose a token is, whether it is valid and what it may. Asked with the app's own token. */
export async function debugToken(token: string): Promise<Asked<DebuggedToken>> {
  const query = { input_token: token }
  const asked = await ask(Debugged, {
    method: 'GET',
    path: '/debug_token',
    query,
    accessToken: appAccessToken(),
  })
  return asked.outcome === 'ok' ? { outcome: 'ok', value: asked.value.data } : asked
}

const Account = z.object({
  id: graphId,
  name: word,
  account_review_status: word,
  business_verification_status: word,
  owner_business_info: z.object({ id: graphId }).nullable().optional().catch(null),
})
export type SharedAccount = z.infer<typeof Account>

export function readAccount(accessToken: string, wabaId: string): Promise<Asked<SharedAccount>> {
  const fields = 'id,name,account_review_status,business_verification_status,owner_business_info'
  return ask(Account, { method: 'GET', path: below(wabaId), query: { fields }, accessToken })
}

const PhoneNumber = z.object({
  id: graphId,
  display_phone_number: z.string(),
  verified_name: word,
  code_verification_status: word,
})
export type NumberOfAccount = z.infer<typeof PhoneNumber>
const Numbers = z.object({
  data: z.array(PhoneNumber),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional() })
    .optional()
    .catch(undefined),
})

/** The numbers of an account, newest first, page by page. */
export async function listNumbers(accessToken: string, wabaId: string): Promise<Asked<NumberOfAccount[]>> {
  const all: NumberOfAccount[] = []
  let after: string | undefined
  do {
    const query = { limit: '100', ...(after ? { after } : {}) }
    const path = `${below(wabaId)}/phone_numbers`
    const asked = await ask(Numbers, { method: 'GET', path, query, accessToken })
    if (asked.outcome !== 'ok') return asked
    all.push(...asked.value.data)
    after = asked.value.data.length > 0 ? asked.value.paging?.cursors?.after : undefined
  } while (after && all.length < policy.connections.numbersMax)
  return { outcome: 'ok', value: all }
}

const Success = z.object({ success: z.literal(true) })
const Subscribed = z.object({
  data: z.array(z.object({ whatsapp_business_api_data: z.object({ id: graphId }).optional() })),
})

/** From then on Meta tells us what happens in the account. */
export function subscribeApp(accessToken: string, wabaId: string) {
  return ask(Success, { method: 'POST', path: `${below(wabaId)}/subscribed_apps`, accessToken })
}

/** Whether Meta has our app among those that it tells. */
export async function isAppSubscribed(accessToken: string, wabaId: string): Promise<Asked<boolean>> {
  const asked = await ask(Subscribed, {
    method: 'GET',
    path: `${below(wabaId)}/subscribed_apps`,
    accessToken,
  })
  if (asked.outcome !== 'ok') return asked
  const apps = asked.value.data.map((app) => app.whatsapp_business_api_data?.id)
  return { outcome: 'ok', value: apps.includes(env().META_APP_ID) }
}

export function unsubscribeApp(accessToken: string, wabaId: string) {
  return ask(Success, { method: 'DELETE', path: `${below(wabaId)}/subscribed_apps`, accessToken })
}

/** Sets the two-step PIN where there is none yet, and needs the right one where there is. */
export function registerNumber(accessToken: string, phoneNumberId: string, pin: string) {
  const body = { messaging_product: 'whatsapp', pin }
  return ask(Success, { method: 'POST', path: `${below(phoneNumberId)}/register`, body, accessToken })
}

const NumberState = z.object({
  id: graphId,
  display_phone_number: z.string(),
  verified_name: word,
  status: word,
  name_status: word,
  quality_rating: word,
  throughput: z.object({ level: word }).optional().catch(undefined),
  whatsapp_business_manager_messaging_limit: word,
})
export type NumberState = z.infer<typeof NumberState>

export function readNumber(accessToken: string, phoneNumberId: string): Promise<Asked<NumberState>> {
  const fields =
    'display_phone_number,verified_name,status,name_status,quality_rating,throughput,whatsapp_business_manager_messaging_limit'
  return ask(NumberState, { method: 'GET', path: below(phoneNumberId), query: { fields }, accessToken })
}

async function ask<Value>(schema: z.ZodType<Value>, call: GraphCall): Promise<Asked<Value>> {
  return readAs(schema, await callGraph(call))
}

function readAs<Value>(schema: z.ZodType<Value>, result: GraphResult): Asked<Value> {
  if (result.outcome !== 'ok') return result
  const parsed = schema.safeParse(result.json)
  if (parsed.success) return { outcome: 'ok', value: parsed.data }
  return { outcome: 'unknown', cause: parsed.error }
}

function below(id: string): string {
  return `/${encodeURIComponent(id)}`
}
