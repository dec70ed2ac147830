import type { Ctx } from '@/lib/core/context'
import { magicNumber, type TestOutcome } from '@/lib/core/magic-numbers'
import { policy } from '@/lib/core/policy'
import { providerErrors } from '@/lib/core/provider-errors'
import type { SendResult } from '@/lib/gateways/meta'
import { applyReport } from '@/lib/messages/apply-report'
import type { Sending } from '@/lib/messages/owner'
import { explainProviderCode } from '@/lib/messages/rules'
import type { DeliveryReport } from '@/lib/messages/schema'
import type { MessageRow } from '@/lib/messages/store'

type Status = DeliveryReport['status']
type Play = { now: Status[]; later?: Status[] }

/** What Meta would report of a message that it took: at once, and a moment later. */
const plays: Record<TestOutcome, Play> = {
  delivered: { now: ['sent', 'delivered'] },
  delivered_after_a_second: { now: ['sent'], later: ['delivered'] },
  undeliverable: { now: ['sent', 'failed'] },
  never_delivered: { now: ['sent'] },
  recovers: { now: ['sent', 'delivered'] },
  refused: { now: [] },
  reported_failed: { now: ['sent', 'failed'] },
  reported_twice: { now: ['sent', 'sent'], later: ['delivered', 'delivered'] },
  read_before_delivered: { now: ['sent'], later: ['read', 'delivered'] },
  delivered_before_sent: { now: ['delivered', 'sent'] },
  failed_after_delivered: { now: ['sent', 'delivered'], later: ['failed'] },
}

/** The phone is empty for somebody who was named by a user id. */
type Test = { messageId: string; phone: string; number: number }

/** What Meta would answer to this call. */
export function simulateSend({ messageId, phone, number }: Test): SendResult {
  const { outcome, providerCode } = magicNumber('test', phone)
  const isRefused = outcome === 'refused' || (outcome === 'recovers' && number === 1)
  const error = isRefused && providerCode !== undefined && providerErrors.get(providerCode)
  if (error)
    return {
      outcome: 'refused',
      httpStatus: error.httpStatus,
      providerCode: providerCode ?? null,
      detail: null,
    }
  return { outcome: 'accepted', wamid: `wamid.test.${messageId}`, waId: phone.slice(1) || null }
}

/** Nobody reports on a test message; so it stays due until its second is over, for `playRest`. */
export async function playReports(
  ctx: Ctx,
  { messageId, phone }: Test,
  ids: { wamid: string; waId: string | null },
  owner: Sending,
): Promise<void> {
  const { now, later } = plays[magicNumber('test', phone).outcome]
  for (const status of now) {
    const at = new Date()
    const dueAt = later ? new Date(at.getTime() + policy.testMode.reportSeconds * 1_000) : null
    await applyReport(ctx, messageId, { status, at, ...ids, failure: failureOf(status, phone), dueAt }, owner)
  }
}

export async function playRest(ctx: Ctx, { id, ...row }: MessageRow, owner: Sending): Promise<void> {
  const phone = row.phone ?? ''
  const { later = [] } = plays[magicNumber('test', phone).outcome]
  for (const status of later)
    await applyReport(ctx, id, { status, at: new Date(), failure: failureOf(status, phone) }, owner)
}

function failureOf(status: Status, phone: string) {
  const { providerCode = null } = magicNumber('test', phone)
  return status === 'failed' ? explainProviderCode(providerCode, 400) : null
}
