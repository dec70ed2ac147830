import { openSealed } from '@/lib/alerts/open-sealed'
import type { Ctx } from '@/lib/core/context'
import { type SealedPlace, seal } from '@/lib/core/crypto'
import type { Asked } from '@/lib/gateways/meta-onboarding'
import { explainRefusal, type Verdict } from '@/lib/senders/connection-rules'
import { ConnectionFacts, type ConnectionStep, KeptStep } from '@/lib/senders/connection-schema'
import type { ConnectionChange, ConnectionRow } from '@/lib/senders/connection-store'

/** A connection as a step sees it. */
export type Work = { ctx: Ctx; row: ConnectionRow; facts: ConnectionFacts; accessToken: string }
export type StepVerdict = Verdict<ConnectionChange>

/** Null when the token is not there: the code was never traded, or the connection has ended. */
export function workOn(ctx: Ctx, row: ConnectionRow): Work | null {
  if (row.accessTokenSealed === null) return null
  const accessToken = openSealed(secretPlace(ctx, row.id, 'access_token'), row.accessTokenSealed)
  return { ctx, row, facts: factsOf(row), accessToken }
}

/** What a refusal, or no answer at all, means for this step. */
export function unlessOk(
  step: ConnectionStep,
  asked: Exclude<Asked<unknown>, { outcome: 'ok' }>,
): StepVerdict {
  return asked.outcome === 'refused' ? explainRefusal(step, asked) : { kind: 'unanswered' }
}

export function sealFor(ctx: Ctx, id: string, column: 'access_token' | 'pin', secret: string): string {
  return seal(secretPlace(ctx, id, column), secret)
}

export function openPin(ctx: Ctx, { id, pinSealed }: ConnectionRow): string | null {
  return pinSealed === null ? null : openSealed(secretPlace(ctx, id, 'pin'), pinSealed)
}

function secretPlace({ tenantId }: Ctx, rowId: string, column: 'access_token' | 'pin'): SealedPlace {
  return { table: 'sender_connections', column, tenantId, rowId }
}

export function stepsOf({ steps }: ConnectionRow): KeptStep[] {
  return KeptStep.array().parse(steps)
}

export function factsOf({ facts }: ConnectionRow): ConnectionFacts {
  return ConnectionFacts.parse(facts)
}
