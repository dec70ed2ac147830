import { createHmac } from 'node:crypto'
import { Pool } from 'undici'
import { z } from 'zod'
import { env } from '@/lib/core/env'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'

const Refused = z.object({
  error: z.object({
    code: z.number(),
    message: z.string().optional(),
    error_subcode: z.number().optional().catch(undefined),
    error_user_title: z.string().optional().catch(undefined),
    error_user_msg: z.string().optional().catch(undefined),
    fbtrace_id: z.string().optional().catch(undefined),
    error_data: z
      .union([z.object({ details: z.string().optional() }), z.string()])
      .optional()
      .catch(undefined),
  }),
})

/** What Meta said instead of doing it. Programs look at the codes, never at the words. */
export type GraphRefusal = {
  outcome: 'refused'
  httpStatus: number
  providerCode: number | null
  subcode: number | null
  detail: string | null
  /** Meta's own words for people, where it has some. */
  userMessage: string | null
  traceId: string | null
}

export type GraphResult =
  | { outcome: 'ok'; json: unknown }
  | GraphRefusal
  /** Nobody knows whether Meta did it: the answer was lost on the way. */
  | { outcome: 'unknown'; cause: unknown }
  /** The call never left: no connection could be made. */
  | { outcome: 'unreached'; cause: unknown }

export type GraphCall = {
  method: 'GET' | 'POST' | 'DELETE'
  /** Below the version, with every part already encoded: `/${encodeURIComponent(id)}/messages`. */
  path: string
  query?: Record<string, string>
  body?: object
  /** The tenant's, or the app's own of `appAccessToken`; null for the calls that take none. */
  accessToken: string | null
}

/** One call to the Graph API, with the proof that its token is ours to use. Never throws for what Meta does. */
export async function callGraph({ method, path, query, body, accessToken }: GraphCall): Promise<GraphResult> {
  const search = new URLSearchParams(query)
  if (accessToken !== null) search.set('appsecret_proof', appSecretProof(accessToken))
  const text = search.toString()
  try {
    const response = await graphPool().request({
      method,
      path: `/${env().META_GRAPH_VERSION}${path}${text === '' ? '' : `?${text}`}`,
      headers: {
        ...(accessToken === null ? {} : { authorization: `Bearer ${accessToken}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(policy.meta.timeoutMilliseconds),
    })
    return readGraphAnswer(response.statusCode, await response.body.text())
  } catch (cause) {
    return { outcome: neverConnected(cause) ? 'unreached' : 'unknown', cause }
  }
}

export function readGraphAnswer(httpStatus: number, text: string): GraphResult {
  const json = parseJson(text)
  const error = Refused.safeParse(json).data?.error
  if (error || (httpStatus >= 400 && httpStatus < 500)) {
    const data = error?.error_data
    const detail = typeof data === 'string' ? data : (data?.details ?? error?.message ?? null)
    return {
      outcome: 'refused',
      httpStatus,
      providerCode: error?.code ?? null,
      subcode: error?.error_subcode ?? null,
      detail,
      userMessage: error?.error_user_msg ?? error?.error_user_title ?? null,
      traceId: error?.fbtrace_id ?? null,
    }
  }
  if (httpStatus >= 200 && httpStatus < 300 && json !== null) return { outcome: 'ok', json }
  return { outcome: 'unknown', cause: new Error(`Meta answered ${httpStatus} with a body we cannot read.`) }
}

/** What proves the app itself, where no tenant's token does. */
export function appAccessToken(): string {
  return `${env().META_APP_ID ?? ''}|${env().META_APP_SECRET}`
}

/** Proves to Meta that a token is used by the app it was given to. */
export function appSecretProof(accessToken: string): string {
  return createHmac('sha256', env().META_APP_SECRET).update(accessToken).digest('hex')
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const connectFailures = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

export function neverConnected(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && connectFailures.has(String(cause.code))
}

export function graphPool(): Pool {
  return oncePerProcess(
    'meta-pool',
    () =>
      new Pool(env().META_GRAPH_URL, {
        connections: policy.messages.concurrentSends,
        pipelining: 1,
        connect: { timeout: policy.meta.connectTimeoutMilliseconds },
        headersTimeout: policy.meta.timeoutMilliseconds,
        bodyTimeout: policy.meta.timeoutMilliseconds,
      }),
  )
}
