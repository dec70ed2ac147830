import { asSystem, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { jobContext } from '@/lib/core/job-context'
import { log } from '@/lib/core/log'
import { advanceMessage } from '@/lib/messages/apply-report'
import type { MessageOwner } from '@/lib/messages/owner'
import { playRest } from '@/lib/messages/play-test-message'
import { type Attempt, sendAttempt } from '@/lib/messages/send-attempt'
import { lockMessage, type MessageRow } from '@/lib/messages/store'
import { claimDueMessages } from '@/lib/messages/system'
import { findCredentials } from '@/lib/senders/credentials'

const batch = 50

/** Takes up every message whose time has come: retries, and sends whose process died. Safe to run many at once. */
export async function sendDueMessages(owner: MessageOwner): Promise<{ taken: number }> {
  let taken = 0
  for (;;) {
    const due = await asSystem((tx) => claimDueMessages(tx, batch))
    taken += due.length
    await Promise.all(due.map((row) => takeUp(jobContext('message-sweep', row), row, owner)))
    if (due.length < batch) return { taken }
  }
}

async function takeUp(ctx: Ctx, row: MessageRow, owner: MessageOwner): Promise<void> {
  try {
    if (row.status !== 'queued') return await playRest(ctx, row, owner)
    const attempt = await prepareAttempt(ctx, row, owner)
    if (attempt) await sendAttempt(ctx, attempt, owner)
  } catch (error) {
    log.error('a due message could not be sent; its lease will end', { messageId: row.id, err: error })
  }
}

/** What to send, or null when there is no reason left; then the message is canceled. */
function prepareAttempt(ctx: Ctx, row: MessageRow, owner: MessageOwner): Promise<Attempt | null> {
  return withTenant(ctx, async (tx) => {
    const code = await owner.code(tx, row)
    const sendsFrom = code !== null && ctx.mode === 'live' ? row.senderId : null
    const sender = sendsFrom ? await findCredentials(ctx, tx, sendsFrom) : null
    const { phone, template, language } = row
    if (code !== null && phone !== null && template && language && (sender || ctx.mode === 'test'))
      return { ...row, phone, messageId: row.id, number: row.attempts, code, template, language, sender }
    const current = await lockMessage(tx, row.id)
    if (current?.status === 'queued')
      await advanceMessage(tx, current, { status: 'canceled', at: new Date(), failure: null }, owner)
    return null
  })
}
