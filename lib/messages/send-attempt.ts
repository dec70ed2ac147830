import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { type SendResult, sendAuthenticationTemplate } from '@/lib/gateways/meta'
import { advanceMessage, applyReport } from '@/lib/messages/apply-report'
import type { MessageOwner } from '@/lib/messages/owner'
import { playReports, simulateSend } from '@/lib/messages/play-test-message'
import {
  callbackData,
  explainProviderCode,
  givenUp,
  lostAnswer,
  retryDelaySeconds,
} from '@/lib/messages/rules'
import type { Failure } from '@/lib/messages/schema'
import { lockMessage, scheduleRetry } from '@/lib/messages/store'
import { noteTemplateUse } from '@/lib/templates/note-use'

/** One attempt at one message, by the process that holds its lease. */
export type Attempt = {
  messageId: string
  phone: string
  template: string
  language: string
  code: string
  number: number
  createdAt: Date
  /** Null in test mode, where nothing leaves the house, and when the number has lost its token. */
  sender: { phoneNumberId: string; accessToken: string } | null
}

export async function sendAttempt(ctx: Ctx, attempt: Attempt, owner: MessageOwner): Promise<void> {
  const result = ctx.mode === 'test' ? simulateSend(attempt) : await callMeta(ctx, attempt)
  if (result.outcome === 'accepted') {
    await recordSent(ctx, attempt, result, owner)
    return noteUse(ctx, attempt)
  }
  const failure = failureOf(result)
  const delay = failure.retryable ? retryDelaySeconds(attempt.number, attempt.createdAt, new Date()) : null
  if (delay === null) return recordFailure(ctx, attempt, givenUp(failure), owner)
  const wait = result.outcome === 'unknown' ? Math.max(delay, policy.messages.reconcileSeconds) : delay
  const seconds = ctx.mode === 'test' ? Math.min(wait, policy.testMode.retrySeconds) : wait
  await withTenant(ctx, (tx) => scheduleRetry(tx, attempt.messageId, seconds))
}

function noteUse(ctx: Ctx, { messageId, template, language, sender }: Attempt): Promise<void> {
  const phoneNumberId = sender?.phoneNumberId ?? null
  return noteTemplateUse(ctx, { messageId, name: template, language, phoneNumberId })
}

/** A live number without its token is as good as one whose token Meta refuses. */
async function callMeta(ctx: Ctx, attempt: Attempt): Promise<SendResult> {
  if (!attempt.sender) return { outcome: 'refused', httpStatus: 401, providerCode: 190, detail: null }
  return sendAuthenticationTemplate(attempt.sender, {
    to: attempt.phone,
    template: attempt.template,
    language: attempt.language,
    code: attempt.code,
    callbackData: callbackData(ctx.tenantId, attempt.messageId),
  })
}

function failureOf(result: Exclude<SendResult, { outcome: 'accepted' }>): Failure {
  return result.outcome === 'refused'
    ? explainProviderCode(result.providerCode, result.httpStatus)
    : lostAnswer
}

function recordSent(
  ctx: Ctx,
  attempt: Attempt,
  { wamid, waId }: Extract<SendResult, { outcome: 'accepted' }>,
  owner: MessageOwner,
): Promise<void> {
  if (ctx.mode === 'test') return playReports(ctx, attempt, { wamid, waId }, owner)
  const report = { status: 'sent', at: new Date(), wamid, waId, failure: null } as const
  return applyReport(ctx, attempt.messageId, report, owner)
}

/** Only a message that still waits can fail here: a report may have come in while we were calling. */
function recordFailure(ctx: Ctx, attempt: Attempt, failure: Failure, owner: MessageOwner): Promise<void> {
  return withTenant(ctx, async (tx) => {
    const row = await lockMessage(tx, attempt.messageId)
    if (row?.status !== 'queued') return
    await advanceMessage(tx, row, { status: 'failed', at: new Date(), failure }, owner)
  })
}
