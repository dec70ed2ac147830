import type { TenantTx } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import { personKey } from '@/lib/contacts/schema'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { magicNumber } from '@/lib/core/magic-numbers'
import type { Draft } from '@/lib/messages/draft-schema'
import { type Gathered, gatherFacts } from '@/lib/messages/gather-facts'
import { judgeMessage, type Verdict } from '@/lib/messages/judge-message'
import { insertMessages, type NewMessage, touchConversations } from '@/lib/messages/outbound-store'
import type { MessageObject } from '@/lib/messages/schema'
import { presentMessage } from '@/lib/messages/store'
import { chosenSender } from '@/lib/senders/chosen-sender'
import { findSendingNumbers, type SendingNumber } from '@/lib/senders/find-sending'

export type Judged = { draft: Draft; sender: SendingNumber | null } & Gathered & Verdict
export type Accepted = { message: MessageObject; senderId: string; sendsNow: boolean }

/** What stands for and against each message, one by one; nothing is written. */
export async function judgeMessages(ctx: Ctx, tx: TenantTx, drafts: Draft[]): Promise<Judged[]> {
  const chosen = drafts.map((draft) => chosenOrNone(ctx, draft))
  const numbers = await findSendingNumbers(tx, [...new Set(chosen.flatMap(({ id }) => id ?? []))])
  const wanted = drafts.map((draft, at) => {
    const { id, isNone } = chosen[at] ?? { id: null, isNone: true }
    const sender = numbers.find((number) => (id === null ? number.isPrimary : number.id === id))
    return { draft, sender: isNone ? null : (sender ?? null) }
  })
  const gathered = await gatherFacts(ctx, tx, wanted)
  return gathered.flatMap(({ facts, person }, at) => {
    const one = wanted[at]
    return one ? [{ ...one, facts, person, ...judgeOne(ctx, one.draft, facts) }] : []
  })
}

function judgeOne(ctx: Ctx, draft: Draft, facts: Gathered['facts']): Verdict {
  const { rateLimited } = magicNumber(ctx.mode, draft.to ?? '')
  if (rateLimited)
    return { refusal: new AppError('rate_limited', { retryAfterSeconds: 60 }), usesFallback: false }
  return judgeMessage(draft, facts)
}

function chosenOrNone(ctx: Ctx, { from }: Draft): { id: string | null; isNone: boolean } {
  try {
    return { id: chosenSender(ctx, from === undefined ? {} : { from }), isNone: false }
  } catch {
    return { id: null, isNone: true }
  }
}

/** Writes down those that nothing stands against, all at once; the others are told why, each by itself. */
export async function acceptMessages(
  ctx: Ctx,
  tx: TenantTx,
  drafts: Draft[],
): Promise<(Accepted | AppError)[]> {
  const judged = await judgeMessages(ctx, tx, drafts)
  const made = judged.map((one) => {
    if (one.refusal || !one.sender) return one.refusal ?? new AppError('no_sender')
    return { row: rowOf(ctx, one, one.sender.id), person: one.person, senderId: one.sender.id }
  })
  const taken = made.flatMap((one) => (one instanceof AppError ? [] : [one]))
  const rows = await insertMessages(
    tx,
    taken.map(({ row }) => row),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  await touchConversations(
    tx,
    taken.map(({ row, person, senderId }) => ({
      senderId,
      person: personKey(person),
      contactId: person.contactId,
      messageId: row.id,
    })),
  )
  const accepted = made.map((one) => {
    if (one instanceof AppError) return one
    const row = byId.get(one.row.id)
    if (!row) throw new Error('A message was not stored.')
    return { message: presentMessage(row), senderId: one.senderId, sendsNow: row.status === 'queued' }
  })
  for (const one of accepted)
    if (ctx.actor.type === 'user' && !(one instanceof AppError)) await recordSent(ctx, tx, one.message)
  return accepted
}

function recordSent(ctx: Ctx, tx: TenantTx, { id, type, status }: MessageObject): Promise<void> {
  return recordAudit(ctx, tx, {
    action: 'message.sent',
    target: { type: 'message', id },
    after: { type, status },
  })
}

function rowOf(
  ctx: Ctx,
  { draft, person, facts, usesFallback }: Judged,
  senderId: string,
): NewMessage & { id: string } {
  const said = usesFallback && draft.fallbackTemplate ? draft.fallbackTemplate : null
  const template = said ?? draft.template ?? null
  return {
    id: newUuid(),
    direction: 'outbound',
    type: said ? 'template' : draft.type,
    status: draft.sendAt === undefined ? 'queued' : 'scheduled',
    // Only what it is sent by: somebody who was named by their user id is written to under it.
    phone: draft.to ?? null,
    bsuid: person.bsuid,
    contactId: person.contactId,
    senderId,
    template: template?.name ?? null,
    language: template?.language.code ?? null,
    content: said ?? contentOf(draft),
    replyTo: facts.target?.id ?? null,
    contextWamid: facts.target?.wamid ?? null,
    fallback: draft.fallbackTemplate ?? null,
    usedFallback: said !== null,
    metadata: draft.metadata,
    sendAt: draft.sendAt === undefined ? null : new Date(draft.sendAt),
    apiKeyId: ctx.actor.type === 'api_key' ? ctx.actor.id : null,
    requestId: ctx.requestId,
  }
}

/** A list has no place for more to come, so that contacts stand in an object. */
function contentOf(draft: Draft): unknown {
  return draft.type === 'contacts' ? { contacts: draft.contacts } : draft[draft.type]
}
