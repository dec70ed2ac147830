import { asSystem } from '@/db/tenant'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'
import { handleChanges } from '@/lib/messages/handle-changes'
import type { MessageOwner } from '@/lib/messages/owner'
import { readDelivery } from '@/lib/messages/read-delivery'
import {
  claimDueWebhooks,
  finishWebhook,
  holdWebhook,
  postponeWebhook,
  type StoredWebhook,
} from '@/lib/messages/system'
import { addUnknown } from '@/lib/messages/unknown-system'

/** As many as are handled well within their lease, though each may be as large as Meta makes them. */
const batch = 5

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

/** Handles one stored delivery that this process holds. What fails, and that alone, is tried again later. */
export async function handleWebhook(webhook: StoredWebhook, owner: MessageOwner): Promise<void> {
  try {
    const { changes, unknown } = readDelivery(webhook.body, webhook.createdAt)
    const holding = { receivedAt: webhook.createdAt, hold: holderOf(webhook.id) }
    const found = await handleChanges(changes, holding, owner)
    const [failure] = found.failures
    if (failure !== undefined) throw failure
    const mayCome = found.lost > 0 && webhook.attempts < policy.hooks.routeAttempts
    if (mayCome) return await asSystem((tx) => postponeWebhook(tx, webhook, null))
    const lost = Array<string>(found.lost).fill('messages.statuses:unknown_message')
    await finish(webhook.id, [...unknown, ...found.unknown, ...lost])
  } catch (error) {
    log.error('a delivery from Meta could not be handled', { webhookId: webhook.id, err: error })
    const reason = error instanceof Error ? error.name : 'unknown'
    await asSystem((tx) => postponeWebhook(tx, webhook, reason))
  }
}

/** Counted in the transaction that finishes it, and so once, however often it had to be looked at. */
function finish(id: string, unknown: string[]): Promise<void> {
  return asSystem(async (tx) => {
    if (await finishWebhook(tx, id)) await addUnknown(tx, id, unknown)
  })
}

function holderOf(id: string): () => Promise<void> {
  let until = Date.now() + half
  return async () => {
    if (Date.now() < until) return
    until = Date.now() + half
    await asSystem((tx) => holdWebhook(tx, id))
  }
}

const half = policy.hooks.leaseSeconds * 500
