import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { advanceMessage } from '@/lib/messages/apply-report'
import { messageBody } from '@/lib/messages/body-rules'
import type { Claim } from '@/lib/messages/claim-system'
import { draftOf, isFresh } from '@/lib/messages/draft-rules'
import { gatherFacts } from '@/lib/messages/gather-facts'
import { judgeMessage } from '@/lib/messages/judge-message'
import { applyFallback } from '@/lib/messages/outbound-store'
import { nobody } from '@/lib/messages/owner'
import { explainProviderCode, retryDelaySeconds, unknownOutcome, waitedTooLong } from '@/lib/messages/rules'
import type { Failure } from '@/lib/messages/schema'
import type { Attempt } from '@/lib/messages/send-attempt'
import { lockMessage, type MessageRow } from '@/lib/messages/store'
import { findCredentials } from '@/lib/senders/credentials'
import { findSendingNumbers } from '@/lib/senders/find-sending'

/**
 * What Meta is to be sent, or null when the message is not sent any more: then it has failed, and says why. One that
 * has waited is held against everything again that it was held against when it was taken.
 */
export function prepareMessage(ctx: Ctx, claim: Claim): Promise<Attempt | null> {
  return withTenant(ctx, async (tx) => {
    const prepared = await prepare(ctx, tx, claim)
    if (!('failure' in prepared)) return prepared.attempt
    const row = await lockMessage(tx, claim.row.id)
    if (row?.status === 'queued')
      await advanceMessage(tx, row, { status: 'failed', at: new Date(), failure: prepared.failure }, nobody)
    return null
  })
}

type Prepared = { attempt: Attempt } | { failure: Failure }

async function prepare(ctx: Ctx, tx: TenantTx, { row, wasAsked }: Claim): Promise<Prepared> {
  const senderId = row.senderId ?? ''
  const [numbers, credentials] = await Promise.all([
    findSendingNumbers(tx, [senderId]),
    ctx.mode === 'live' ? findCredentials(ctx, tx, senderId) : null,
  ])
  const sender = numbers.find(({ id }) => id === senderId)
  if (!sender) return { failure: waitedTooLong('no_sender', 'The number is not connected any more') }
  if (ctx.mode === 'live' && !credentials) return { failure: explainProviderCode(190, 401) }

  const draft = draftOf(row)
  const [gathered] = await gatherFacts(ctx, tx, [{ draft, sender }])
  if (!gathered) throw new Error('One message has one set of facts.')
  const { facts } = gathered
  const firstAt = row.firstAskedAt ?? row.createdAt
  if (wasAsked) {
    const isMarketing = facts.template?.category === 'MARKETING'
    const isLast = retryDelaySeconds(row.attempts - 1, firstAt, facts.now) === null
    if (isMarketing || isLast) return { failure: unknownOutcome }
  }
  const { usesFallback, failure } = isFresh(row, facts.now)
    ? { usesFallback: false, failure: null }
    : judgeAgain()
  if (failure) return { failure }
  const said = usesFallback ? facts.fallback : null
  if (said) {
    const { content } = said
    await applyFallback(tx, row.id, { content, template: content.name, language: content.language.code })
  }
  const metaIds = new Map([...facts.files].flatMap(([id, file]) => (file ? [[id, file.metaId]] : [])))
  const body = messageBody({
    ...sayingOf(row),
    ...(said ? { type: 'template', content: said.content } : {}),
    metaIds,
  })
  return {
    attempt: {
      messageId: row.id,
      phone: row.phone ?? '',
      number: row.attempts,
      createdAt: firstAt,
      sender: credentials,
      senderId,
      body,
    },
  }

  function judgeAgain(): { usesFallback: boolean; failure: Failure | null } {
    const { refusal, usesFallback } = judgeMessage(draft, facts)
    if (!refusal) return { usesFallback, failure: null }
    const title = refusal.options.detail?.replace(/\.$/, '') ?? refusal.title
    if (refusal.code === 'validation_failed')
      return {
        usesFallback,
        failure: waitedTooLong('media_unusable', 'A file of the message cannot be sent any more'),
      }
    const codes = ['window_closed', 'recipient_suppressed', 'template_unusable'] as const
    const code = codes.find((one) => one === refusal.code) ?? 'no_sender'
    return { usesFallback, failure: waitedTooLong(code, title) }
  }
}

function sayingOf({ type, content, phone, bsuid, contextWamid }: MessageRow) {
  return {
    type,
    content: typeof content === 'object' && content !== null ? { ...content } : {},
    phone,
    bsuid,
    contextWamid,
  }
}
