import { type TenantTx, withTenant } from '@/db/tenant'
import { findSuppression } from '@/lib/contacts/find-suppression'
import { personKey } from '@/lib/contacts/schema'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, newUuid, toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { callGraph } from '@/lib/gateways/meta-graph'
import { applyReport } from '@/lib/messages/apply-report'
import type { Draft } from '@/lib/messages/draft-schema'
import { insertMessage } from '@/lib/messages/outbound-store'
import type { MessageOwner } from '@/lib/messages/owner'
import { playReports } from '@/lib/messages/play-test-message'
import { callbackData, explainProviderCode } from '@/lib/messages/rules'
import type { MessageObject } from '@/lib/messages/schema'
import type { DryRun } from '@/lib/messages/send-schema'
import { type MessageRow, presentMessage } from '@/lib/messages/store'
import { findContactOf, selectSendingNumbers } from '@/lib/messages/thread-store'
import { isWindowOpen } from '@/lib/messages/window-rules'
import { selectLastInbound, touchConversation } from '@/lib/messages/window-store'
import { findCredentials } from '@/lib/senders/credentials'

const nobody: MessageOwner = {
  code: async () => null,
  moved: async () => {},
  received: async () => {},
}

/** Takes a message, and hands it to WhatsApp once the caller has the answer. A dry run only tells. */
export async function sendMessage(ctx: Ctx, input: Draft & { dryRun?: false }): Promise<MessageObject>
export async function sendMessage(
  ctx: Ctx,
  input: Draft & { dryRun?: boolean },
): Promise<MessageObject | DryRun>
export async function sendMessage(
  ctx: Ctx,
  { dryRun = false, ...draft }: Draft & { dryRun?: boolean },
): Promise<MessageObject | DryRun> {
  requirePermission(ctx, 'messages.write')
  if (dryRun) return withTenant(ctx, (tx) => judge(ctx, tx, draft))
  const row = await withTenant(ctx, async (tx) => {
    const { refusal, sender_id } = await judge(ctx, tx, draft)
    if (refusal) throw new AppError(refusal.code === 'no_sender' ? 'no_sender' : 'window_closed')
    return store(ctx, tx, draft, fromTypeId('sender', sender_id ?? '') ?? '')
  })
  ctx.defer(() => hand(ctx, row))
  return presentMessage(row)
}

async function judge(ctx: Ctx, tx: TenantTx, draft: Draft): Promise<DryRun> {
  const numbers = await selectSendingNumbers(tx)
  const sender = numbers.find(({ id }) => !draft.from || toTypeId('sender', id) === draft.from)
  const person = { phone: draft.to ?? null, bsuid: draft.recipient ?? null }
  const key = personKey(person)
  const last = sender ? ((await selectLastInbound(tx, sender.id, [key])).get(key) ?? null) : null
  const open = ctx.mode === 'test' || isWindowOpen(last, new Date())
  const isTemplate = draft.type === 'template'
  const code = !sender ? 'no_sender' : open || isTemplate ? null : 'window_closed'
  const title = code === 'no_sender' ? 'No connected number can send this' : 'The 24-hour window is closed'
  const closes = last && new Date(last.getTime() + policy.messages.windowSeconds * 1_000)
  const status = code === 'no_sender' ? 409 : 422
  return {
    object: 'message_dry_run',
    mode: ctx.mode,
    to: person.phone,
    recipient: person.bsuid,
    sender_id: sender ? toTypeId('sender', sender.id) : null,
    type: draft.type,
    would_send: code === null,
    uses_fallback: false,
    category: isTemplate ? null : 'service',
    window: { open, closes_at: closes?.toISOString() ?? null },
    suppression: await findSuppression(tx, person, 'other'),
    template: null,
    limits: null,
    refusal: code && { code, title, status, detail: null, errors: [], retryable: false },
  }
}

async function store(ctx: Ctx, tx: TenantTx, draft: Draft, senderId: string): Promise<MessageRow> {
  const person = { phone: draft.to ?? null, bsuid: draft.recipient ?? null }
  const contact = await findContactOf(tx, { contactId: null, ...person })
  const content = draft[draft.type]
  const row = await insertMessage(tx, {
    id: newUuid(),
    direction: 'outbound',
    type: draft.type,
    status: 'queued',
    ...person,
    contactId: contact?.id ?? null,
    senderId,
    content: Array.isArray(content) ? { contacts: content } : content,
    replyTo: draft.replyTo ? fromTypeId('message', draft.replyTo) : null,
    metadata: draft.metadata,
    apiKeyId: ctx.actor.type === 'api_key' ? ctx.actor.id : null,
    requestId: ctx.requestId,
    attempts: 1,
  })
  const at = row.createdAt
  const key = personKey(person)
  await touchConversation(tx, {
    senderId,
    person: key,
    contactId: row.contactId,
    messageId: row.id,
    at,
    direction: 'outbound',
  })
  return row
}

async function hand(ctx: Ctx, row: MessageRow): Promise<void> {
  const test = { messageId: row.id, phone: row.phone ?? '', number: 1 }
  if (ctx.mode === 'test')
    return playReports(ctx, test, { wamid: `wamid.test.${row.id}`, waId: null }, nobody)
  const sender = await withTenant(ctx, (tx) => findCredentials(ctx, tx, row.senderId ?? ''))
  if (!sender) return
  const result = await callGraph({
    method: 'POST',
    path: `/${sender.phoneNumberId}/messages`,
    accessToken: sender.accessToken,
    body: {
      messaging_product: 'whatsapp',
      ...(row.phone ? { to: row.phone } : { recipient: row.bsuid }),
      type: row.type,
      [row.type]: row.content,
      biz_opaque_callback_data: callbackData(ctx.tenantId, row.id),
    },
  })
  if (result.outcome !== 'refused') return
  const failure = explainProviderCode(result.providerCode, result.httpStatus)
  await applyReport(ctx, row.id, { status: 'failed', at: new Date(), failure }, nobody)
}
