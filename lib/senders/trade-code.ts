import { setTimeout as wait } from 'node:timers/promises'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'
import { type Asked, exchangeCode } from '@/lib/gateways/meta-onboarding'
import { giveUp } from '@/lib/senders/advance-connection'
import { withStep } from '@/lib/senders/connection-rules'
import type { KeptStep } from '@/lib/senders/connection-schema'
import { type ConnectionRow, findConnection, recordProgress } from '@/lib/senders/connection-store'
import { sealFor, stepsOf, unlessOk } from '@/lib/senders/connection-work'

/** Trades the code and keeps the token, sealed, before anything else is done. */
export async function tradeCode(ctx: Ctx, row: ConnectionRow, code: string): Promise<ConnectionRow> {
  const asked = await insist(code)
  const at = new Date().toISOString()
  if (asked.outcome === 'ok') {
    const { access_token, expires_in } = asked.value
    const kept = await withTenant(ctx, (tx) =>
      recordProgress(tx, row, {
        accessTokenSealed: sealFor(ctx, row.id, 'access_token', access_token),
        facts: { tokenExpiresAt: expires_in ? Math.floor(Date.now() / 1_000) + expires_in : null },
        steps: withStep(stepsOf(row), { step: 'token', state: 'done', at }),
        dueInSeconds: policy.connections.leaseSeconds,
      }),
    )
    return kept ?? current(ctx, row.id)
  }
  const verdict = unlessOk('token', asked)
  const said = verdict.kind === 'failed' ? verdict : { outcome: 'code_lost' as const }
  const step: KeptStep = {
    step: 'token',
    state: 'failed',
    at,
    ...('detail' in said && said.detail ? { detail: said.detail } : {}),
    ...('traceId' in said && said.traceId ? { fbtrace_id: said.traceId } : {}),
  }
  await giveUp(ctx, row, said.outcome, step)
  return current(ctx, row.id)
}

/** Again, while the code lives, when the call never left or Meta itself failed at it. */
async function insist(
  code: string,
): Promise<Asked<{ access_token: string; expires_in?: number | undefined }>> {
  for (const pause of [500, 1_500]) {
    const asked = await exchangeCode(code)
    if (asked.outcome === 'ok' || asked.outcome === 'refused') return asked
    await wait(pause)
  }
  return exchangeCode(code)
}

async function current(ctx: Ctx, id: string): Promise<ConnectionRow> {
  const row = await withTenant(ctx, (tx) => findConnection(tx, id))
  if (!row) throw new AppError('not_found')
  return row
}
