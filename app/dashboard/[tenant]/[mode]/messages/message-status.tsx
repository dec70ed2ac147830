import { type Glyph, Status, type Tone } from '@/components/ui/status'
import type { MessageObject, MessageStatus } from '@/lib/messages/schema'

type Look = { tone: Tone; glyph: Glyph; word: string }

export const messageStatusLooks: Record<MessageStatus, Look> = {
  scheduled: { tone: 'attention', glyph: 'clock', word: 'Scheduled' },
  queued: { tone: 'moving', glyph: 'dot', word: 'Accepted' },
  sent: { tone: 'moving', glyph: 'arrow', word: 'Sent' },
  delivered: { tone: 'done', glyph: 'check', word: 'Delivered' },
  read: { tone: 'done', glyph: 'check', word: 'Read' },
  failed: { tone: 'failed', glyph: 'bang', word: 'Failed' },
  canceled: { tone: 'ended', glyph: 'slash', word: 'Canceled' },
}

/** What a person wrote has come in; whether anybody has opened it is all there is to say. */
const inboundLooks: Partial<Record<MessageStatus, Look>> = {
  delivered: { tone: 'attention', glyph: 'dot', word: 'Unread' },
  read: { tone: 'ended', glyph: 'check', word: 'Opened' },
}

export function lookOf({ direction, status }: Pick<MessageObject, 'direction' | 'status'>): Look {
  return (direction === 'inbound' && inboundLooks[status]) || messageStatusLooks[status]
}

export function MessageStatusText({ message }: { message: Pick<MessageObject, 'direction' | 'status'> }) {
  const { tone, glyph, word } = lookOf(message)
  return (
    <Status tone={tone} glyph={glyph}>
      {word}
    </Status>
  )
}
