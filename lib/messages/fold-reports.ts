import { policy } from '@/lib/core/policy'
import { mayFollow, passedStatuses } from '@/lib/messages/rules'
import type { Failure, MessageStatus } from '@/lib/messages/schema'
import type { Pricing } from '@/lib/messages/webhook-schema'

/** What Meta says of its price, as a row keeps it. */
export type KeptPricing = {
  model: string | null
  type: string | null
  category: string | null
  billable: boolean | null
}

/** Something that is known of a message, from whomever: our own call, a report, a test number's play. */
export type Report = {
  status: MessageStatus | 'played'
  at: Date
  wamid?: string
  waId?: string | null
  bsuid?: string | null
  failure?: Failure | null
  pricing?: KeptPricing | null
  /** When it is due again, where somebody has to come back to it. */
  dueAt?: Date | null
}

/** What reports say of a message, of all that a row holds. */
export type Tracked = {
  status: MessageStatus
  createdAt: Date
  phone: string | null
  wamid: string | null
  waId: string | null
  bsuid: string | null
  pricing: unknown
  failure: unknown
  dueAt: Date | null
  sentAt: Date | null
  deliveredAt: Date | null
  readAt: Date | null
  playedAt: Date | null
  endedAt: Date | null
}

type Folded = { state: Tracked; passed: MessageStatus[] }

const steps = [
  ['sent', 'sentAt'],
  ['delivered', 'deliveredAt'],
  ['read', 'readAt'],
] as const

/**
 * The message after all these reports, and the statuses that it has passed. In whatever order and however often they
 * come, one by one or together, the end is the same: a status only climbs, what is final stays, and each step is
 * dated by the earliest report that implies it.
 */
export function foldReports(before: Tracked, reports: readonly Report[]): Folded {
  const inOrder = [...reports].sort((left, right) => orderOf(left) - orderOf(right))
  return inOrder.reduce<Folded>(
    (folded, report) => {
      const next = foldReport(folded.state, report)
      return { state: next.state, passed: [...folded.passed, ...next.passed] }
    },
    { state: before, passed: [] },
  )
}

const order: Report['status'][] = [
  'scheduled',
  'queued',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
  'canceled',
]
const orderOf = ({ status }: Report) => order.indexOf(status)

function foldReport(row: Tracked, report: Report): Folded {
  const reached = report.status === 'played' ? 'read' : report.status
  const at = plausible(report.at, row.createdAt)
  const isNews = mayFollow(row.status, reached)
  const known = {
    ...row,
    wamid: row.wamid ?? report.wamid ?? null,
    waId: row.waId ?? report.waId ?? null,
    bsuid: bsuidOf(row, report.bsuid ?? null),
    pricing: row.pricing ?? report.pricing ?? null,
    ...timesOf(row, reached, at),
    ...(report.status === 'played' ? { playedAt: earliest(row.playedAt, at) } : {}),
  }
  if (!isNews) return { state: { ...known, ...earlierFailure(row, report, at) }, passed: [] }
  const isEnd = reached === 'failed' || reached === 'canceled'
  const moved = {
    ...known,
    status: reached,
    dueAt: report.dueAt ?? null,
    ...(report.failure ? { failure: report.failure } : {}),
    ...(isEnd ? { endedAt: at } : {}),
  }
  return { state: moved, passed: passedStatuses(row.status, reached) }
}

/** Whom it was sent to stays. Of two that reports name, the same one in whatever order they come. */
function bsuidOf({ phone, bsuid }: Tracked, told: string | null): string | null {
  if (bsuid === null || told === null) return bsuid ?? told
  return phone !== null && told < bsuid ? told : bsuid
}

function timesOf(row: Tracked, reached: MessageStatus, at: Date) {
  const last = steps.findIndex(([status]) => status === reached)
  return Object.fromEntries(steps.slice(0, last + 1).map(([, column]) => [column, earliest(row[column], at)]))
}

function earliest(known: Date | null, at: Date): Date {
  return known && known <= at ? known : at
}

/** Of two failures the first counts, by Meta's clock and not by the order in which they came. */
function earlierFailure(row: Tracked, { status, failure }: Report, at: Date): Partial<Tracked> {
  if (status !== 'failed' || row.status !== 'failed' || !failure || !row.endedAt) return {}
  const isEarlier = at < row.endedAt || (at.getTime() === row.endedAt.getTime() && isSmaller(failure, row))
  return isEarlier ? { failure, endedAt: at } : {}
}

function isSmaller({ provider_code: code }: Failure, row: Tracked): boolean {
  const kept = row.failure
  if (typeof kept !== 'object' || kept === null || !('provider_code' in kept)) return false
  return code !== null && typeof kept.provider_code === 'number' && code < kept.provider_code
}

/** Nothing happens to a message before it is there: a little earlier is two clocks that differ. */
function plausible(at: Date, createdAt: Date): Date {
  const early = createdAt.getTime() - at.getTime()
  return early > 0 && early <= policy.hooks.clockSkewSeconds * 1_000 ? createdAt : at
}

/** Meta writes the same category with a hyphen and with an underscore. */
export function keptPricing(pricing: Pricing | null | undefined): KeptPricing | null {
  if (!pricing) return null
  const { pricing_model, type, category, billable } = pricing
  const plain = (word: string | null | undefined) => word?.toLowerCase().replaceAll('-', '_') ?? null
  return {
    model: pricing_model ?? null,
    type: plain(type),
    category: plain(category),
    billable: billable ?? null,
  }
}
