import type { z } from 'zod'
import { asSystem } from '@/db/tenant'
import { jobContext } from '@/lib/core/job-context'
import { log } from '@/lib/core/log'
import { phoneOfWhatsAppId } from '@/lib/core/phone'
import { applyReport } from '@/lib/messages/apply-report'
import type { MessageOwner } from '@/lib/messages/owner'
import { explainProviderCode, givenUp, readCallbackData, reportInstant } from '@/lib/messages/rules'
import { MetaEntry, MetaMessagesChange, MetaWebhook, StatusReport, TextMessage } from '@/lib/messages/schema'
import {
  claimDueWebhooks,
  findRoute,
  finishWebhook,
  postponeWebhook,
  type StoredWebhook,
} from '@/lib/messages/system'
import { findTenantsOfNumber } from '@/lib/senders/find-connected'

const batch = 20
const reported = ['sent', 'delivered', 'read', 'failed'] as const

/** Handles the stored deliveries that nobody has finished. Safe to run many at once. */
export async function handleDueWebhooks(owner: MessageOwner): Promise<{ taken: number }> {
  let taken = 0
  for (;;) {
    const due = await asSystem((tx) => claimDueWebhooks(tx, batch))
    taken += due.length
    for (const webhook of due) await handleWebhook(webhook, owner)
    if (due.length < batch) return { taken }
  }
}

/** Handles one stored delivery that this process holds. What fails is tried again later. */
export async function handleWebhook(webhook: StoredWebhook, owner: MessageOwner): Promise<void> {
  try {
    for (const { value } of readChanges(webhook.body)) {
      for (const status of partsOf(StatusReport, value.statuses))
        await handleStatus(status, webhook.createdAt, owner)
      for (const message of partsOf(TextMessage, value.messages))
        await handleText(message, value.metadata?.phone_number_id, webhook.createdAt, owner)
    }
    await asSystem((tx) => finishWebhook(tx, webhook.id))
  } catch (error) {
    log.error('a delivery from Meta could not be handled', { webhookId: webhook.id, err: error })
    const reason = error instanceof Error ? error.name : 'unknown'
    await asSystem((tx) => postponeWebhook(tx, webhook, reason))
  }
}

/** What we do not know is kept with the delivery and left alone. */
function readChanges(body: Buffer): z.infer<typeof MetaMessagesChange>[] {
  const entries = partsOf(MetaWebhook, [parseJson(body)]).flatMap(({ entry }) => partsOf(MetaEntry, entry))
  return entries.flatMap((entry) => partsOf(MetaMessagesChange, entry.changes))
}

function partsOf<Part>(schema: z.ZodType<Part>, candidates: unknown[]): Part[] {
  return candidates.flatMap((candidate) => {
    const parsed = schema.safeParse(candidate)
    return parsed.success ? [parsed.data] : []
  })
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}

async function handleStatus(report: StatusReport, receivedAt: Date, owner: MessageOwner): Promise<void> {
  const status = reported.find((name) => name === report.status)
  if (!status) return
  const route =
    readCallbackData(report.biz_opaque_callback_data) ?? (await asSystem((tx) => findRoute(tx, report.id)))
  if (!route) return log.warn('a status for no message of ours', { wamid: report.id })
  const ctx = jobContext('delivery-reports', { tenantId: route.tenantId, mode: 'live' })
  const failure =
    status === 'failed' ? givenUp(explainProviderCode(report.errors?.[0]?.code ?? null, 400)) : null
  const at = reportInstant(report.timestamp, receivedAt)
  await applyReport(
    ctx,
    route.messageId,
    { status, at, wamid: report.id, waId: report.recipient_id, failure },
    owner,
  )
}

/** The words are the owner's to understand; whose number they came to is all that is found out here. */
async function handleText(
  { id, from, text, timestamp }: TextMessage,
  phoneNumberId: string | undefined,
  receivedAt: Date,
  owner: MessageOwner,
): Promise<void> {
  const phone = from === undefined ? null : phoneOfWhatsAppId(from)
  const at = reportInstant(timestamp, receivedAt)
  for (const tenantId of phoneNumberId === undefined ? [] : await findTenantsOfNumber(phoneNumberId)) {
    const ctx = jobContext('inbound-messages', { tenantId, mode: 'live' })
    await owner.received(ctx, { wamid: id, text: text.body, phone, at })
  }
}
