import { toTimestamp } from '@/lib/core/time'
import type { MessageTimelineEntry } from '@/lib/messages/list-schema'
import { FailureObject } from '@/lib/messages/schema'
import type { MessageRow } from '@/lib/messages/store'

type Stop = [type: MessageTimelineEntry['type'], at: Date | null, detail: string | null]

/** The stops of a message in the order in which they were reached. */
export function messageTimeline(row: MessageRow): MessageTimelineEntry[] {
  const stops = row.direction === 'inbound' ? inboundStops(row) : outboundStops(row)
  return stops
    .flatMap(([type, at, detail]) => (at ? [{ type, at, detail }] : []))
    .sort((left, right) => offsetOf(left.at) - offsetOf(right.at))
    .map(({ type, at, detail }) => ({
      type,
      at: toTimestamp(at),
      offset_ms: offsetOf(at),
      detail,
    }))

  /** Clocks differ a little: nothing happens to a message before it is there. */
  function offsetOf(at: Date): number {
    return Math.max(0, at.getTime() - row.createdAt.getTime())
  }
}

/** What a person wrote is there when it comes in; all that we do with it is to read it. */
function inboundStops(row: MessageRow): Stop[] {
  return [
    ['received', row.createdAt, null],
    ['read', row.readAt, 'marked as read'],
  ]
}

function outboundStops(row: MessageRow): Stop[] {
  const failure = FailureObject.nullable().catch(null).parse(row.failure)
  return [
    ['accepted', row.createdAt, null],
    ['scheduled', row.sendAt && row.createdAt, row.sendAt && `for ${toTimestamp(row.sendAt)}`],
    ['queued', hasLeftSchedule(row) ? row.sendAt : null, null],
    ['sent', row.sentAt, sentDetail(row)],
    ['delivered', row.deliveredAt, null],
    ['read', row.readAt, null],
    ['played', row.playedAt, null],
    ['failed', row.status === 'failed' ? row.endedAt : null, failure?.title ?? null],
    ['canceled', row.status === 'canceled' ? row.endedAt : null, null],
  ]
}

/** One that was canceled before its time never came to the queue. */
function hasLeftSchedule({ status, sendAt, endedAt }: MessageRow): boolean {
  if (status === 'scheduled' || sendAt === null) return false
  return endedAt === null || endedAt >= sendAt
}

function sentDetail({ template, language, usedFallback, attempts }: MessageRow): string | null {
  const details = [
    template && `${usedFallback ? 'fallback template' : 'template'} ${template} · ${language}`,
    attempts > 1 && `attempt ${attempts}`,
  ].filter(Boolean)
  return details.length > 0 ? details.join(' · ') : null
}
