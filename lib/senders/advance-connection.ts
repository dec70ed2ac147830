import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'
import { lockNumbers, releaseNumber } from '@/lib/senders/claim-store'
import { verifyAccount } from '@/lib/senders/connect-account'
import { readBackAndKeep } from '@/lib/senders/connect-display-name'
import { findNumber } from '@/lib/senders/connect-number'
import { checkPermissions } from '@/lib/senders/connect-permissions'
import { register } from '@/lib/senders/connect-registration'
import { subscribe } from '@/lib/senders/connect-subscription'
import { nextStep, retryAfter, withStep } from '@/lib/senders/connection-rules'
import type { ConnectionStep, KeptStep } from '@/lib/senders/connection-schema'
import {
  type ConnectionChange,
  type ConnectionRow,
  endConnection,
  isNumberInUse,
  lockConnection,
  recordProgress,
} from '@/lib/senders/connection-store'
import { type StepVerdict, stepsOf, type Work, workOn } from '@/lib/senders/connection-work'

type Run = (work: Work) => Promise<StepVerdict | 'ended'>

const runs: Record<ConnectionStep, Run> = {
  // The code is not kept, so that nobody can trade it again for a process that died at it.
  token: async () => ({ kind: 'failed', outcome: 'code_lost', final: true }),
  permissions: checkPermissions,
  account: verifyAccount,
  number: findNumber,
  subscription: subscribe,
  registration: register,
  display_name: readBackAndKeep,
}

/**
 * Goes on with a connection, step by step, for as long as this process holds its lease and nothing halts it. Each step
 * may be done twice: a process that dies at one leaves it to whoever takes the lease over.
 */
export async function advanceConnection(ctx: Ctx, leased: ConnectionRow): Promise<void> {
  let row: ConnectionRow | null = leased
  while (row) row = await advanceOnce(ctx, row)
}

async function advanceOnce(ctx: Ctx, held: ConnectionRow): Promise<ConnectionRow | null> {
  const step = nextStep(stepsOf(held))
  if (!step) return null
  const row = await record(ctx, held, kept(step, 'running'), {
    status: 'running',
    outcome: null,
    dueInSeconds: policy.connections.leaseSeconds,
  })
  if (!row) return null
  const work = workOn(ctx, row)
  const verdict = work ? await runs[step](work) : await runs.token(emptyWork(ctx, row))
  return verdict === 'ended' ? null : conclude(ctx, row, step, verdict)
}

function emptyWork(ctx: Ctx, row: ConnectionRow): Work {
  return { ctx, row, facts: {}, accessToken: '' }
}

/** Writes down what became of the step; the row to go on with, or null when something has to happen first. */
async function conclude(
  ctx: Ctx,
  row: ConnectionRow,
  step: ConnectionStep,
  verdict: StepVerdict,
): Promise<ConnectionRow | null> {
  const { leaseSeconds, keepHours } = policy.connections
  const said = verdict.kind === 'unanswered' ? {} : { detail: verdict.detail, traceId: traceOf(verdict) }
  switch (verdict.kind) {
    case 'done':
      return record(ctx, row, kept(step, verdict.state, said), {
        ...verdict.change,
        tries: 0,
        dueInSeconds: leaseSeconds,
      })
    case 'needs_you':
      await record(ctx, row, kept(step, 'needs_you', said), {
        ...verdict.change,
        status: 'needs_you',
        outcome: verdict.outcome,
        dueInSeconds: keepHours * 3_600,
      })
      return null
    case 'wait':
      await record(ctx, row, kept(step, 'waiting_on_meta', said), {
        status: 'waiting_on_meta',
        outcome: verdict.outcome,
        dueInSeconds: verdict.seconds,
      })
      return null
    case 'unanswered':
      await postpone(ctx, row, step)
      return null
    case 'failed':
      log.info('a connection failed', { connectionId: row.id, step, outcome: verdict.outcome, ...said })
      if (verdict.final) await giveUp(ctx, row, verdict.outcome, kept(step, 'failed', said))
      else
        await record(ctx, row, kept(step, 'failed', said), {
          status: 'failed',
          outcome: verdict.outcome,
          dueInSeconds: keepHours * 3_600,
        })
      return null
  }
}

async function postpone(ctx: Ctx, row: ConnectionRow, step: ConnectionStep): Promise<void> {
  const tries = row.tries + 1
  const seconds = retryAfter(tries)
  const change = { tries, outcome: 'meta_unavailable' as const }
  if (seconds === null)
    await record(ctx, row, kept(step, 'failed'), {
      ...change,
      status: 'failed',
      dueInSeconds: policy.connections.keepHours * 3_600,
    })
  else
    await record(ctx, row, kept(step, 'waiting_on_meta'), {
      ...change,
      status: 'waiting_on_meta',
      dueInSeconds: seconds,
    })
}

/** Ends it for good: its token is forgotten and its number is anybody's again. */
export async function giveUp(
  ctx: Ctx,
  { id, attempts }: Pick<ConnectionRow, 'id' | 'attempts'>,
  outcome: NonNullable<ConnectionRow['outcome']>,
  step: KeptStep | null,
  status: 'failed' | 'canceled' | 'timed_out' = 'failed',
): Promise<void> {
  await withTenant(ctx, async (tx) => {
    await lockNumbers(tx)
    const held = await lockConnection(tx, id)
    if (held?.attempts !== attempts || held.endedAt) return
    const { phoneNumberId } = held
    await endConnection(tx, id, {
      status,
      outcome,
      phoneNumberId: null,
      ...(outcome === 'number_taken' ? { wabaId: null, businessId: null } : {}),
      ...(step ? { steps: withStep(stepsOf(held), step) } : {}),
    })
    if (phoneNumberId && !(await isNumberInUse(tx, phoneNumberId, id))) await releaseNumber(tx, phoneNumberId)
  })
}

function record(
  ctx: Ctx,
  row: ConnectionRow,
  step: KeptStep,
  change: ConnectionChange & { dueInSeconds: number | null },
): Promise<ConnectionRow | null> {
  return withTenant(ctx, (tx) => recordProgress(tx, row, { ...change, steps: withStep(stepsOf(row), step) }))
}

type Said = { detail?: string | undefined; traceId?: string | undefined }

function kept(step: ConnectionStep, state: KeptStep['state'], { detail, traceId }: Said = {}): KeptStep {
  return {
    step,
    state,
    at: new Date().toISOString(),
    ...(detail ? { detail } : {}),
    ...(traceId ? { fbtrace_id: traceId } : {}),
  }
}

function traceOf(verdict: StepVerdict): string | undefined {
  return 'traceId' in verdict ? verdict.traceId : undefined
}
