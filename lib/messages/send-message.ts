import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { requirePermission } from '@/lib/core/permissions'
import { acceptMessages } from '@/lib/messages/accept-messages'
import type { Draft } from '@/lib/messages/draft-schema'
import { dryRunMessage } from '@/lib/messages/dry-run'
import type { MessageObject } from '@/lib/messages/schema'
import { sendLane } from '@/lib/messages/send-lane'
import type { DryRun } from '@/lib/messages/send-schema'

/**
 * Takes a message, and hands it to WhatsApp once the caller has the answer, or when its time has come. Throws
 * `validation_failed`, `no_sender`, `template_unusable`, `recipient_suppressed`, `window_closed` or, for a test number,
 * `rate_limited`; and then nothing has happened. A dry run only tells, and throws none of these.
 */
export async function sendMessage(
  ctx: Ctx,
  { dryRun, ...draft }: Draft & { dryRun?: false },
): Promise<MessageObject>
export async function sendMessage(
  ctx: Ctx,
  input: Draft & { dryRun?: boolean },
): Promise<MessageObject | DryRun>
export async function sendMessage(
  ctx: Ctx,
  { dryRun = false, ...draft }: Draft & { dryRun?: boolean },
): Promise<MessageObject | DryRun> {
  requirePermission(ctx, 'messages.write')
  if (dryRun) return dryRunMessage(ctx, draft)
  const [taken] = await withTenant(ctx, async (tx) => {
    const outcomes = await acceptMessages(ctx, tx, [draft])
    for (const outcome of outcomes) if (outcome instanceof AppError) throw outcome
    return outcomes
  })
  if (!taken || taken instanceof AppError) throw taken ?? new Error('One message has one outcome.')
  const { message, senderId, sendsNow } = taken
  if (sendsNow) ctx.defer(() => sendLane(ctx, senderId, 1))
  return message
}
