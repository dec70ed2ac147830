import type { Ctx } from '@/lib/core/context'
import type { Endpoint } from '@/lib/core/endpoint'
import { policy } from '@/lib/core/policy'
import { rulesOf } from '@/lib/requests/known-names'
import { type Hidden, hiddenValues, redacted, redactedJson, safeText } from '@/lib/requests/redact'
import { isSecretName } from '@/lib/requests/secret-names'
import { subjectsOf } from '@/lib/requests/subjects'
import { keepForWriting } from '@/lib/requests/write-behind'

export type RecordedCall = {
  endpoint: Endpoint
  parameters: Record<string, string>
  /** As it was sent, without the query. */
  path: string
  query: URLSearchParams
  /** What the body was as JSON; undefined when there was none, or none that could be read. */
  body: unknown
  /** The code of the error that it was refused with, when that is known; else the answer itself is asked for it. */
  reply: { status: number; body: string; isReplay: boolean; errorCode?: string }
  durationMs: number
  address: string
  userAgent: string | undefined
  idempotencyKey: string | undefined
}

/**
 * Keeps a call for the tenant's request log, without its secrets. Resolves once it is written, or once that was tried
 * in vain: whoever runs this after an answer can wait for it before the process ends.
 */
export function recordRequest(ctx: Ctx, call: RecordedCall): Promise<void> {
  return keepForWriting(rowOf(ctx, call))
}

const { cut } = policy.requestLog

/** The row as JSON text, as `record_requests` takes it. */
export function rowOf(ctx: Ctx, call: RecordedCall): string {
  const { endpoint, reply } = call
  const rules = rulesOf(endpoint)
  const answer = parseAnswer(reply.body)
  const hidden = joinHidden(hiddenValues(call.body, rules.request), hiddenValues(answer, rules.response))
  const text = (value: string | undefined, length: number) =>
    value === undefined ? null : safeText(value, hidden, length)
  const columns = {
    tenant_id: ctx.tenantId,
    mode: ctx.mode,
    id: ctx.requestId,
    method: endpoint.method,
    path: safeText(pathOf(call, rules.query), hidden ?? [], cut.path),
    status: reply.status,
    error_code: reply.status >= 400 ? (reply.errorCode ?? errorCodeOf(answer)) : null,
    duration_ms: Math.round(call.durationMs * 100) / 100,
    api_key_id: ctx.actor.type === 'api_key' ? ctx.actor.id : null,
    address: call.address,
    user_agent: text(call.userAgent, cut.userAgent),
    idempotency_key: text(call.idempotencyKey, policy.api.idempotency.keyLength),
    is_replay: reply.isReplay,
    subjects: subjectsOf({ path: Object.values(call.parameters), answer, body: call.body }),
    created_at: new Date(instantOf(ctx.requestId)).toISOString(),
  }
  const bodies = [
    ['request_body', call.body, rules.request],
    ['response_body', answer, rules.response],
  ] as const
  const json = bodies.flatMap(([name, value, ruled]) =>
    value === undefined ? [] : [`"${name}":${redactedJson(value, ruled, hidden)}`],
  )
  return `{${[JSON.stringify(columns).slice(1, -1), ...json].join(',')}}`
}

/** Undefined for what is not JSON. */
function parseAnswer(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function joinHidden(left: Hidden, right: Hidden): Hidden {
  return left && right && [...left, ...right]
}

function errorCodeOf(answer: unknown): string | null {
  const isProblem = typeof answer === 'object' && answer !== null && 'code' in answer
  return isProblem && typeof answer.code === 'string' ? answer.code : null
}

const codeInPath = /\/[0-9]{4,8}(?=\/|$)/g

/** Without the slash at its end. Of the query only what the endpoint knows; anything else may be a key, or a code. */
function pathOf({ path, query }: RecordedCall, known: ReadonlySet<string>): string {
  const shown = path.replace(/\/$/, '').replaceAll(codeInPath, `/${redacted}`)
  if (query.size === 0) return shown
  const parts = [...query]
    .filter(([name]) => known.has(name))
    .map(([name, value]) => `${name}=${isSecretName(name) ? redacted : encodeURIComponent(value)}`)
  return parts.length > 0 ? `${shown}?${parts.join('&')}` : shown
}

/** The milliseconds that a UUIDv7 begins with. */
function instantOf(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16)
}
