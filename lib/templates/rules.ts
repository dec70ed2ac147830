import { policy } from '@/lib/core/policy'
import type { CategoryChange, ComponentsChange, StatusChange } from '@/lib/templates/change-schema'
import { type ComponentInput, readComponents } from '@/lib/templates/component-schema'

/** What of a row a change may touch. */
export type Held = {
  status: string
  statusAt: Date | null
  statusDetail: string | null
  rejectedReason: string | null
  quality: string | null
  qualityAt: Date | null
  category: 'AUTHENTICATION' | 'UTILITY' | 'MARKETING'
  previousCategory: string | null
  correctCategory: string | null
  categoryChangesAt: Date | null
  categoryAt: Date | null
  components: unknown
  componentsAt: Date | null
  timeline: unknown
  deletedAt: Date | null
}
export type Patch = Partial<Held>
export type Entry = { at: string; status: string; detail?: string }

/** Of what Meta says in the same second, the later in this list counts, in whichever order it comes. */
const ranks = [
  'PENDING',
  'IN_APPEAL',
  'APPROVED',
  'PAUSED',
  'REJECTED',
  'LIMIT_EXCEEDED',
  'LOCKED',
  'ARCHIVED',
  'DISABLED',
  'PENDING_DELETION',
  'DELETED',
]
const qualityRanks = ['UNKNOWN', 'GREEN', 'YELLOW', 'RED']

/** The status that an event of a webhook leads to; null for one that leads to none. */
export function statusOfEvent(event: string): string | null {
  if (event === 'FLAGGED') return null
  if (['REINSTATED', 'UNARCHIVED', 'UNPAUSED'].includes(event)) return 'APPROVED'
  return event
}

type StatusNews = { at: Date; event: string; detail: string | null; rejectedReason: string | null }

/** Null when it is known already. One that is older than what stands there is history alone. */
export function foldStatus(held: Held, { at, event, detail, rejectedReason }: StatusNews): Patch | null {
  const timeline = withEntry(held.timeline, at, event, detail)
  if (timeline === null) return null
  const status = statusOfEvent(event)
  const isOver = held.statusAt?.getTime() === at.getTime() && held.status === status
  const isFuller = isOver && (rejectedReason ?? '') >= (held.rejectedReason ?? '')
  const [rank, heldRank] = [ranks.indexOf(status ?? ''), ranks.indexOf(held.status)]
  if (status === null || !(isFuller || isNewer(at, rank, held.statusAt, heldRank))) return { timeline }
  return {
    timeline,
    status,
    statusAt: at,
    statusDetail: detail,
    rejectedReason: status === 'REJECTED' ? rejectedReason : null,
    ...(status === 'DELETED' && { deletedAt: at }),
  }
}

export function foldQuality(held: Held, at: Date, score: string): Patch | null {
  const timeline = withEntry(held.timeline, at, `QUALITY_${score}`, null)
  if (timeline === null) return null
  const [next, current] = [qualityRanks.indexOf(score), qualityRanks.indexOf(held.quality ?? 'UNKNOWN')]
  return isNewer(at, next, held.qualityAt, current)
    ? { timeline, quality: score, qualityAt: at }
    : { timeline }
}

/** Announced, or done. The second counts when both come from the same second. */
export function foldCategory(held: Held, at: Date, change: CategoryChange): Patch | null {
  const announced = categoryOf(change.correct_category)
  const next = categoryOf(change.new_category)
  if (!next) return null
  const word = announced ? `CATEGORY_CHANGE_TO_${announced}` : `CATEGORY_${next}`
  const timeline = withEntry(held.timeline, at, word, null)
  if (timeline === null) return null
  const rank = announced ? 0 : 1 + categories.indexOf(next)
  const heldRank = held.correctCategory ? 0 : 1 + categories.indexOf(held.category)
  if (!isNewer(at, rank, held.categoryAt, heldRank)) return { timeline }
  const base = { timeline, categoryAt: at, category: next }
  if (!announced)
    return {
      ...base,
      previousCategory: categoryOf(change.previous_category) ?? held.category,
      correctCategory: null,
      categoryChangesAt: null,
    }
  const seconds = Number(change.category_update_timestamp)
  const changesAt = seconds > 0 && seconds < 1e10 ? new Date(seconds * 1_000) : null
  return { ...base, correctCategory: announced, categoryChangesAt: changesAt }
}

/** The texts as Meta now has them; buttons and examples come with the next sync. */
export function foldComponents(held: Held, at: Date, change: ComponentsChange): Patch | null {
  const timeline = withEntry(held.timeline, at, 'EDITED', null)
  if (timeline === null) return null
  const current = readComponents(held.components)
  const texts: Record<string, string | null | undefined> = {
    HEADER: change.message_template_title,
    BODY: change.message_template_element,
    FOOTER: change.message_template_footer,
  }
  const components = current.map((component): ComponentInput => {
    const text = texts[component.type]
    return text ? { ...component, text } : component
  })
  const isLater = at.getTime() > (held.componentsAt?.getTime() ?? Number.NEGATIVE_INFINITY)
  return isLater && current.length > 0 ? { timeline, components, componentsAt: at } : { timeline }
}

/** What Meta adds to a status, for people. */
export function detailOf({ rejection_info, other_info, disable_info }: StatusChange): string | null {
  const parts = rejection_info
    ? [rejection_info.reason, rejection_info.recommendation]
    : other_info
      ? [other_info.description ?? other_info.title]
      : []
  const words = parts.flatMap((part) => (part?.trim() ? [part.trim()] : [])).join(' ')
  if (words !== '') return words.slice(0, 1_000)
  const day = Number(disable_info?.disable_date)
  return day > 0 && day < 1e10 ? `Disabled on ${new Date(day * 1_000).toISOString().slice(0, 10)}.` : null
}

/** Null when it is there already, or older than all of a full history. Of two with different details one stays. */
export function withEntry(stored: unknown, at: Date, status: string, detail: string | null): Entry[] | null {
  const timeline = readTimeline(stored)
  const entry = { at: at.toISOString(), status, ...(detail && { detail }) }
  const known = timeline.find((one) => one.at === entry.at && one.status === status)
  if (known && (known.detail ?? '') >= (detail ?? '')) return null
  const sorted = [...timeline.filter((one) => one !== known), entry].sort(
    (a, b) => a.at.localeCompare(b.at) || rankOf(a) - rankOf(b) || (a.status < b.status ? -1 : 1),
  )
  const kept = sorted.slice(-policy.templates.timelineLength)
  return kept.includes(entry) ? kept : null
}

export function readTimeline(stored: unknown): Entry[] {
  return Array.isArray(stored) ? stored.filter(isEntry) : []
}

function isEntry(value: unknown): value is Entry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    typeof value.at === 'string' &&
    'status' in value &&
    typeof value.status === 'string'
  )
}

function rankOf({ status }: Entry): number {
  return ranks.indexOf(statusOfEvent(status) ?? 'APPROVED')
}

function isNewer(at: Date, rank: number, heldAt: Date | null, heldRank: number): boolean {
  if (heldAt === null) return true
  const [next, current] = [at.getTime(), heldAt.getTime()]
  return next > current || (next === current && rank > heldRank)
}

const categories = ['AUTHENTICATION', 'UTILITY', 'MARKETING'] as const

export function categoryOf(text: string | null | undefined): Held['category'] | null {
  return categories.find((category) => category === text?.toUpperCase()) ?? null
}

/** What we saw ourselves, as old as Meta's clock and its whole seconds may have it. */
export function cautious(seenAt: Date): Date {
  const seconds = Math.floor(seenAt.getTime() / 1_000) - policy.templates.clockMarginSeconds
  return new Date(seconds * 1_000)
}
