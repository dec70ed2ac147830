import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import { visiblePhone } from '@/lib/core/visible-phone'
import { ConnectionObject, type ConnectionOutcome, connectionSteps } from '@/lib/senders/connection-schema'
import type { ConnectionRow } from '@/lib/senders/connection-store'
import { factsOf, stepsOf } from '@/lib/senders/connection-work'

/** Every step in its order, those to come too; never a token, a PIN or a state. */
export function presentConnection(ctx: Ctx, row: ConnectionRow): ConnectionObject {
  const kept = stepsOf(row)
  const facts = factsOf(row)
  return ConnectionObject.parse({
    id: toTypeId('connection', row.id),
    status: row.status,
    outcome: row.outcome,
    event: row.event,
    left_at_step: row.leftAtStep,
    is_coexistence: row.isCoexistence,
    steps: connectionSteps.map(
      (step) => kept.find((one) => one.step === step) ?? { step, state: 'to_come', at: null },
    ),
    numbers: (facts.numbers ?? []).map((number) => ({ ...number, phone: visiblePhone(ctx, number.phone) })),
    can_retry: canRetry(row),
    sender_id: row.senderId && row.status === 'done' ? toTypeId('sender', row.senderId) : null,
    account_name: facts.accountName ?? null,
    created_at: toTimestamp(row.createdAt),
  })
}

/** Once more from the step that halted, without the dialog. */
export function canRetry({ status, outcome, endedAt }: ConnectionRow): boolean {
  if (endedAt) return false
  if (status === 'failed' || status === 'waiting_on_meta') return true
  return status === 'needs_you' && retriedOutcomes.some((name) => name === outcome)
}

/** What is mended at Meta's, where we do not see it. */
const retriedOutcomes: ConnectionOutcome[] = ['no_number', 'number_unverified', 'pin_guesses']
