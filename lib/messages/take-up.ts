import { setTimeout as sleep } from 'node:timers/promises'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { jobContext } from '@/lib/core/job-context'
import { log } from '@/lib/core/log'
import { advanceMessage } from '@/lib/messages/apply-report'
import type { Claim } from '@/lib/messages/claim-system'
import { occupy, takeTurn } from '@/lib/messages/in-flight'
import { nobody, type Sending } from '@/lib/messages/owner'
import { playRest } from '@/lib/messages/play-test-message'
import { prepareMessage } from '@/lib/messages/prepare-message'
import { type Attempt, sendAttempt } from '@/lib/messages/send-attempt'
import { lockMessage, type MessageRow } from '@/lib/messages/store'
import { findCredentials } from '@/lib/senders/credentials'

/** Does what a message that this process holds is due for. Never throws: its lease ends, and another takes it up. */
export async function takeUp(claim: Claim, owner: Sending): Promise<void> {
  const { row } = claim
  const ctx = jobContext('message-sweep', row)
  try {
    if (row.otpId !== null) return await takeUpCode(ctx, row, owner)
    await occupy(row.senderId, async () => {
      if (row.status !== 'queued') return playRest(ctx, row, nobody)
      const turn = performance.now() + claim.waitMilliseconds
      const attempt = await prepareMessage(ctx, claim)
      if (!attempt) return
      const wait = takeTurn(row.senderId, turn, claim.stepMilliseconds) - performance.now()
      if (wait > 0) await sleep(wait)
      await sendAttempt(ctx, attempt, nobody)
    })
  } catch (error) {
    log.error('a due message could not be sent; its lease will end', { messageId: row.id, err: error })
  }
}

async function takeUpCode(ctx: Ctx, row: MessageRow, owner: Sending): Promise<void> {
  if (row.status !== 'queued') return playRest(ctx, row, owner)
  const attempt = await prepareCode(ctx, row, owner)
  if (attempt) await sendAttempt(ctx, attempt, owner)
}

/** What to send, or null when there is no reason left; then the message is canceled. */
function prepareCode(ctx: Ctx, row: MessageRow, owner: Sending): Promise<Attempt | null> {
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
