import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import type { AccountRow, Condition, SenderRow } from '@/lib/senders/condition-store'
import { Health } from '@/lib/senders/health-schema'
import { Holdings } from '@/lib/senders/holding-schema'
import { peoplePerDay } from '@/lib/senders/limit-schema'
import { Marks } from '@/lib/senders/marks-schema'
import { canSendOtp, readinessOf } from '@/lib/senders/readiness'
import type { SenderObject } from '@/lib/senders/readiness-schema'
import type { AccountFacts, NumberFacts, ReadinessFacts } from '@/lib/senders/verdict-schema'

/** The public form of a number. `now` decides which restrictions have ended. */
export function presentSender(condition: Condition, now: Date): SenderObject {
  const { sender, account } = condition
  const readiness = readinessOf(factsOf(condition), now)
  return {
    object: 'sender',
    id: toTypeId('sender', sender.id),
    mode: sender.mode,
    display_name: sender.displayName,
    phone: sender.phone,
    username: sender.username,
    status: sender.status,
    disconnect_reason: sender.disconnectReason,
    is_primary: sender.isPrimary,
    waba_id: sender.wabaId,
    number_status: sender.numberStatus,
    name_status: sender.nameStatus,
    quality: sender.quality,
    messaging_limit: presentLimit(account?.messagingLimit ?? null),
    can_send_otp: canSendOtp(readiness),
    readiness,
    checked_at: timestampOf(account?.checkedAt ?? sender.checkedAt),
    connected_at: timestampOf(sender.connectedAt),
    created_at: toTimestamp(sender.createdAt),
  }
}

function timestampOf(instant: Date | null): string | null {
  return instant && toTimestamp(instant)
}

function presentLimit(tier: string | null): SenderObject['messaging_limit'] {
  if (tier === null) return null
  const people = peoplePerDay(tier)
  return { tier, people_per_day: people === Number.POSITIVE_INFINITY ? null : people }
}

export function factsOf({ sender, account, templates }: Condition): ReadinessFacts {
  return {
    mode: sender.mode,
    templates,
    number: numberFacts(sender),
    account: account && accountFacts(account),
  }
}

function accountFacts(account: AccountRow): AccountFacts {
  return {
    ...account,
    holdings: Holdings.parse(account.restrictions),
    health: Health.nullable().catch(null).parse(account.health),
  }
}

function numberFacts(sender: SenderRow): NumberFacts {
  const { flag, read } = Marks.parse(sender.marks)
  return {
    ...sender,
    isRegistered: sender.registeredAt !== null,
    isFlagged: flag?.tag === 'FLAGGED' && flag.at >= (read?.at ?? 0),
    health: Health.nullable().catch(null).parse(sender.health),
  }
}
