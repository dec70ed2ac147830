import { inOneTransaction, withTenant } from '@/db/tenant'
import { openSealed } from '@/lib/alerts/open-sealed'
import type { Ctx, Defer } from '@/lib/core/context'
import { seal } from '@/lib/core/crypto'
import { AppError } from '@/lib/core/errors'
import { currentKeyId, keyFor } from '@/lib/core/key-ring'
import { policy } from '@/lib/core/policy'
import { fingerprintOf, isKept } from '@/lib/requests/rules'
import type { Answer } from '@/lib/requests/schema'
import { findRecord, keepRecord, lockKey } from '@/lib/requests/store'

type Work = Parameters<Defer>[0]
type Call = {
  /** Method and path of the endpoint, its parameters unfilled. */
  route: string
  key: string
  /** Everything that makes this call differ from another of the route. */
  input: object
  /**
   * Does the work within the context it is given, and throws what the caller is to be refused with. What is `kept` for
   * whoever repeats the call is the body itself, unless something else is said.
   */
  run: (ctx: Ctx) => Promise<Answer & { kept?: string }>
  /** The refusal as it goes out. */
  refuse: (error: AppError) => Answer
}

/**
 * Runs a call at most once for its Idempotency-Key, and answers every later one as the first. The record is part of
 * the transaction of the effect, so that there is never the one without the other. Throws
 * `idempotency_in_progress` while the first call runs, and `idempotency_key_reused` for another input.
 */
export async function runOnce(ctx: Ctx, call: Call): Promise<Answer & { isReplay: boolean }> {
  const [deferred, evenIfRefused]: [Work[], Work[]] = [[], []]
  const defer: Defer = (work, fate) => (fate?.evenIfRefused ? evenIfRefused : deferred).push(work)
  const fingerprint = fingerprintOf(keyFor('idempotency', currentKeyId()), call.input)
  const outcome = await inOneTransaction(ctx, async (tx, attempt) => {
    if (!(await lockKey(tx, call))) throw new AppError('idempotency_in_progress', { retryAfterSeconds: 1 })
    const known = await findRecord(tx, call, policy.api.idempotency.hours)
    if (known) {
      if (known.fingerprint !== fingerprint) throw new AppError('idempotency_key_reused')
      return { status: known.status, body: openSealed(placeOf(ctx, call), known.bodySealed), isReplay: true }
    }
    const done = await attempt((inner) => call.run({ ...inner, defer })).catch((error: unknown) => {
      if (!(error instanceof AppError) || !isKept(error.status)) throw error
      deferred.length = 0
      return { ...call.refuse(error), kept: undefined }
    })
    const { status, body, kept = body } = done
    const { route, key } = call
    const bodySealed = seal(placeOf(ctx, call), kept)
    await keepRecord(tx, { route, key, fingerprint, status, bodySealed, requestId: ctx.requestId })
    return { status, body, isReplay: false }
  }).finally(() => {
    for (const work of evenIfRefused) ctx.defer(work)
  })
  for (const work of deferred) ctx.defer(work)
  return outcome
}

/** Whether the key has an answer already, so that nothing needs to be got ready for the call. */
export function isAnswered(ctx: Ctx, place: Pick<Call, 'route' | 'key'>): Promise<boolean> {
  return withTenant(ctx, async (tx) => (await findRecord(tx, place, policy.api.idempotency.hours)) !== null)
}

function placeOf(ctx: Ctx, { route, key }: Call) {
  return {
    table: 'idempotency_records',
    column: 'body',
    tenantId: ctx.tenantId,
    rowId: `${ctx.mode} ${route} ${key}`,
  }
}
