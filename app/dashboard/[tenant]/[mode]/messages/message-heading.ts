import { formatDuration } from '@/components/format-duration'
import type { MessageDetail } from '@/lib/messages/list-schema'

/** What became of it, in a few words. */
export function messageHeading({ direction, status, failure, timeline, send_at }: MessageDetail): string {
  if (direction === 'inbound') return status === 'read' ? 'Received and opened' : 'Received, not opened yet'
  const reached = (type: string) => timeline.findLast((stop) => stop.type === type)
  const after = (type: string) => {
    const stop = reached(type)
    // What was sent later on purpose is measured from when it was due.
    const start = reached('queued')?.offset_ms ?? 0
    return stop ? ` in ${formatDuration(Math.max(0, stop.offset_ms - start))}` : ''
  }
  switch (status) {
    case 'scheduled':
      return send_at ? 'Scheduled' : 'Waiting'
    case 'queued':
      return 'On its way'
    case 'sent':
      return 'With Meta, not delivered yet'
    case 'delivered':
      return `Delivered${after('delivered')}`
    case 'read':
      return `Read${after('read')}`
    case 'failed':
      return failure ? `Failed: ${failure.title}` : 'Failed'
    case 'canceled':
      return 'Canceled'
  }
}

const journey = [
  ['sent', 'Sent to Meta'],
  ['delivered', 'Delivered'],
  ['read', 'Read'],
] as const

export function stopsAhead({ direction, status, timeline }: MessageDetail): string[] {
  if (direction === 'inbound' || status === 'failed' || status === 'canceled') return []
  const reached = new Set(timeline.map(({ type }) => type))
  const ahead = journey.flatMap(([type, label]) => (reached.has(type) ? [] : [label]))
  return status === 'read' ? [] : status === 'scheduled' ? ['Queued', ...ahead] : ahead
}
