import { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { type SendResult, sendAuthenticationTemplate, sendMessage } from '@/lib/gateways/meta'
import { advanceMessage, applyReport, applyReportWithin } from '@/lib/messages/apply-report'
import type { Sending } from '@/lib/messages/owner'
import { playReports, simulateSend } from '@/lib/messages/play-test-message'
import {
  blamesNumber,
  callbackData,
  explainProviderCode,
  givenUp,
  lostAnswer,
  retryDelaySeconds,
} from '@/lib/messages/rules'
import type { Failure } from '@/lib/messages/schema'
import { lockMessage, scheduleRetry } from '@/lib/messages/store'
import { noteSendingFailed, noteSendingWell } from '@/lib/senders/note-outcome'
import { noteTemplateUse } from '@/lib/templates/note-use'

/** What every attempt at a message has, by the process that holds its lease. */
type Common = {
  messageId: string
  /** Empty for somebody who was named by a user id. */
  phone: string
  number: number
  /** From when on its retries are counted. */
  createdAt: Date
  /** Null in test mode, where nothing leaves the house, and when the number has lost its token. */
  sender: { phoneNumberId: string; accessToken: string } | null
}
type CodeAttempt = Common & { template: string; language: string; code: string }
type MessageAttempt = Common & { senderId: string; body: Record<string, unknown> }
export type Attempt = CodeAttempt | MessageAttempt

export async function sendAttempt(ctx: Ctx, attempt: Attempt, owner: Sending): Promise<void> {
  const result = ctx.mode === 'test' ? simulateSend(attempt) : await callMeta(ctx, attempt)
  if (result.outcome === 'accepted') {
    await recordSent(ctx, attempt, result, owner)
    return noteUse(ctx, attempt)
  }
  if (result.outcome === 'unknown' && 'body' in attempt) return awaitReport(ctx, attempt)
  const failure = failureOf(result)
  const delay = failure.retryable ? delayOf(attempt, failure) : null
  if (delay === null) return recordFailure(ctx, attempt, failure, owner)
  const wait = result.outcome === 'unknown' ? Math.max(delay, policy.messages.reconcileSeconds) : delay
  const seconds = ctx.mode === 'test' ? Math.min(wait, policy.testMode.retrySeconds) : wait
  await withTenant(ctx, async (tx) => {
    await scheduleRetry(tx, attempt.messageId, seconds)
    await noteOutcome(ctx, tx, attempt, failure)
  })
}

async function noteUse(ctx: Ctx, attempt: Attempt): Promise<void> {
  const template = templateOf(attempt)
  if (!template) return
  const { messageId, sender } = attempt
  await noteTemplateUse(ctx, { messageId, ...template, phoneNumberId: sender?.phoneNumberId ?? null })
}

const WithTemplate = z.object({
  template: z.object({ name: z.string(), language: z.object({ code: z.string() }) }),
})

function templateOf(attempt: Attempt): { name: string; language: string } | null {
  if (!('body' in attempt)) return { name: attempt.template, language: attempt.language }
  const { data } = WithTemplate.safeParse(attempt.body)
  return data ? { name: data.template.name, language: data.template.language.code } : null
}

/** A live number without its token is as good as one whose token Meta refuses. */
async function callMeta(ctx: Ctx, attempt: Attempt): Promise<SendResult> {
  if (!attempt.sender) return { outcome: 'refused', httpStatus: 401, providerCode: 190, detail: null }
  const data = callbackData(ctx.tenantId, attempt.messageId)
  if ('body' in attempt)
    return sendMessage(attempt.sender, { ...attempt.body, biz_opaque_callback_data: data })
  return sendAuthenticationTemplate(attempt.sender, {
    to: attempt.phone,
    template: attempt.template,
    language: attempt.language,
    code: attempt.code,
    callbackData: data,
  })
}

function failureOf(result: Exclude<SendResult, { outcome: 'accepted' }>): Failure {
  return result.outcome === 'refused'
    ? explainProviderCode(result.providerCode, result.httpStatus)
    : lostAnswer
}

function delayOf({ number, createdAt }: Attempt, { provider_code }: Failure): number | null {
  return retryDelaySeconds(number, createdAt, new Date(), provider_code)
}

/** Meta may have taken it. Its own report says so, or nothing does until the time for that is over. */
function awaitReport(ctx: Ctx, attempt: MessageAttempt): Promise<void> {
  return withTenant(ctx, async (tx) => {
    await scheduleRetry(tx, attempt.messageId, policy.messages.messageReconcileSeconds, true)
    await noteOutcome(ctx, tx, attempt, lostAnswer)
  })
}

/** Codes are few, and each is worth a try: they neither rest with the number nor say how it does. */
async function noteOutcome(
  ctx: Ctx,
  tx: Parameters<typeof scheduleRetry>[0],
  attempt: Attempt,
  failure: Failure | null,
): Promise<void> {
  if (ctx.mode === 'test' || !('body' in attempt)) return
  if (failure && blamesNumber(failure)) await noteSendingFailed(tx, attempt.senderId)
  else await noteSendingWell(tx, attempt.senderId)
}

function recordSent(
  ctx: Ctx,
  attempt: Attempt,
  { wamid, waId }: Extract<SendResult, { outcome: 'accepted' }>,
  owner: Sending,
): Promise<void> {
  if (ctx.mode === 'test') return playReports(ctx, attempt, { wamid, waId }, owner)
  const report = { status: 'sent', at: new Date(), wamid, waId, failure: null } as const
  if (!('body' in attempt)) return applyReport(ctx, attempt.messageId, report, owner)
  return withTenant(ctx, async (tx) => {
    await applyReportWithin(tx, attempt.messageId, report, owner)
    await noteOutcome(ctx, tx, attempt, null)
  })
}

/** Only a message that still waits can fail here: a report may have come in while we were calling. */
function recordFailure(ctx: Ctx, attempt: Attempt, failure: Failure, owner: Sending): Promise<void> {
  return withTenant(ctx, async (tx) => {
    const row = await lockMessage(tx, attempt.messageId)
    if (row?.status === 'queued')
      await advanceMessage(tx, row, { status: 'failed', at: new Date(), failure: givenUp(failure) }, owner)
    await noteOutcome(ctx, tx, attempt, failure)
  })
}
