import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { AppError } from '@/lib/core/errors'
import { toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import { type Judged, judgeMessages } from '@/lib/messages/accept-messages'
import type { Draft, KnownTemplate } from '@/lib/messages/draft-schema'
import { suppressionOf } from '@/lib/messages/judge-message'
import { countPeopleInDay, countWaiting } from '@/lib/messages/outbound-store'
import { categories, type DryRun, type Refusal } from '@/lib/messages/send-schema'
import type { SendingNumber } from '@/lib/senders/find-sending'

/** What would become of this message, and nothing else: no row, no call, no charge. */
export function dryRunMessage(ctx: Ctx, draft: Draft): Promise<DryRun> {
  return withTenant(ctx, async (tx) => {
    const [judged] = await judgeMessages(ctx, tx, [draft])
    if (!judged) throw new Error('One message has one verdict.')
    const { sender } = judged
    const counts = sender && {
      people: await countPeopleInDay(tx, sender.wabaId),
      waiting: await countWaiting(tx, sender.id),
    }
    return present(ctx, judged, counts && sender ? limitsOf(sender, counts) : null)
  })
}

function present(ctx: Ctx, judged: Judged, limits: DryRun['limits']): DryRun {
  const { draft, sender, facts, refusal, usesFallback } = judged
  const template = usesFallback ? facts.fallback : facts.template
  const { window } = facts
  return {
    object: 'message_dry_run',
    mode: ctx.mode,
    to: draft.to ?? null,
    recipient: judged.person.bsuid,
    sender_id: sender && toTypeId('sender', sender.id),
    type: draft.type,
    would_send: refusal === null,
    uses_fallback: usesFallback,
    category: categoryOf(template),
    window: sender && {
      open: window.isOpen,
      expires_at: window.isOpen ? toTimestamp(window.closesAt) : null,
    },
    suppression: suppressionOf(facts, template),
    template: template && {
      name: template.content.name,
      language: template.content.language.code,
      category: template.category,
      state: template.reason ?? 'usable',
    },
    limits,
    refusal: refusal && refusalOf(refusal),
  }
}

function categoryOf(template: KnownTemplate | null): DryRun['category'] {
  if (!template) return 'service'
  return categories.find((name) => name === template.category?.toLowerCase()) ?? null
}

const tiers: Readonly<Record<string, number>> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_1K: 1_000,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
}

function limitsOf(sender: SendingNumber, { people, waiting }: { people: number; waiting: number }) {
  const { pacing } = policy.messages
  const limit = tiers[sender.messagingLimit ?? '']
  const usual = sender.throughput === 'HIGH' ? pacing.perHighNumberPerSecond : pacing.perNumberPerSecond
  return {
    messaging_limit: sender.messagingLimit,
    people_in_day: people,
    people_left: limit === undefined ? null : Math.max(0, limit - people),
    per_second: sender.isCoexistence ? pacing.perCoexistentNumberPerSecond : usual,
    waiting,
  }
}

/** A refusal as part of an answer; as an answer of its own it is a problem. */
export function refusalOf(error: AppError): Refusal {
  const { code, title, status, retryable, options } = error
  return { code, title, status, detail: options.detail ?? null, errors: options.faults ?? [], retryable }
}
