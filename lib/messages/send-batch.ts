import { withTenant } from '@/db/tenant'
import { checkInput } from '@/lib/core/check-input'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { requirePermission } from '@/lib/core/permissions'
import { type Accepted, acceptMessages } from '@/lib/messages/accept-messages'
import { BatchedMessage } from '@/lib/messages/content-schema'
import type { Draft } from '@/lib/messages/draft-schema'
import { refusalOf } from '@/lib/messages/dry-run'
import type { MessageObject } from '@/lib/messages/schema'
import { sendLane } from '@/lib/messages/send-lane'
import type { Refusal } from '@/lib/messages/send-schema'

type Row = { message: MessageObject | null; refusal: Refusal | null }
type Batch = {
  object: 'message_batch'
  mode: 'live' | 'test'
  accepted: number
  refused: number
  data: Row[]
}

/** Takes up to a hundred messages, each by itself: one that is refused holds no other up. Throws for none of them. */
export async function sendBatch(ctx: Ctx, { messages }: { messages: unknown[] }): Promise<Batch> {
  requirePermission(ctx, 'messages.write')
  const read = messages.map(readDraft)
  const drafts = read.flatMap((one) => (one instanceof AppError ? [] : [one]))
  const outcomes = drafts.length > 0 ? await withTenant(ctx, (tx) => acceptMessages(ctx, tx, drafts)) : []
  putOff(ctx, outcomes)
  const rest = [...outcomes]
  const data = read.map((one): Row => {
    const outcome = one instanceof AppError ? one : rest.shift()
    if (!outcome) throw new Error('Every message has an outcome.')
    return outcome instanceof AppError
      ? { message: null, refusal: refusalOf(outcome) }
      : { message: outcome.message, refusal: null }
  })
  const accepted = data.filter(({ message }) => message !== null).length
  return { object: 'message_batch', mode: ctx.mode, accepted, refused: data.length - accepted, data }
}

/** Guarantee behind the cast: what the check lets through is what this very schema puts out, in camelCase. */
function readDraft(message: unknown): Draft | AppError {
  try {
    return checkInput(BatchedMessage, message) as Draft
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

function putOff(ctx: Ctx, outcomes: (Accepted | AppError)[]): void {
  const counts = new Map<string, number>()
  for (const one of outcomes)
    if (!(one instanceof AppError) && one.sendsNow)
      counts.set(one.senderId, (counts.get(one.senderId) ?? 0) + 1)
  for (const [senderId, count] of counts) ctx.defer(() => sendLane(ctx, senderId, count))
}
