import type { MessageListItem } from '@/lib/messages/list-schema'
import type { Preview } from '@/lib/messages/preview-schema'

export type ThreadMessage = {
  message: MessageListItem
  preview: Preview
  quoted: { message: MessageListItem; preview: Preview } | null
  /** What was reacted to it, the last of each side. */
  reactions: { emoji: string; by: MessageListItem['direction'] }[]
}
export type ThreadDay = { day: string; items: ThreadMessage[] }

/** A conversation as it is read: day by day, with each reaction at the message that it is about. */
export function threadDays(
  messages: readonly MessageListItem[],
  previewOf: (message: MessageListItem) => Preview,
): ThreadDay[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const days: ThreadDay[] = []
  for (const message of messages) {
    const target = byId.get(targetOf(message))
    if (message.type === 'reaction' && target) continue
    const item: ThreadMessage = {
      message,
      preview: previewOf(message),
      quoted: target ? { message: target, preview: previewOf(target) } : null,
      reactions: reactionsTo(message, messages, previewOf),
    }
    const day = message.created_at.slice(0, 10)
    const last = days.at(-1)
    if (last?.day === day) last.items.push(item)
    else days.push({ day, items: [item] })
  }
  return days
}

/** A later reaction takes the place of the same side's earlier one, and an empty one takes it away. */
function reactionsTo(
  { id }: MessageListItem,
  messages: readonly MessageListItem[],
  previewOf: (message: MessageListItem) => Preview,
): ThreadMessage['reactions'] {
  const own = messages.filter((message) => {
    const { type, status } = message
    return type === 'reaction' && targetOf(message) === id && status !== 'failed' && status !== 'canceled'
  })
  return (['inbound', 'outbound'] as const).flatMap((by) => {
    const last = own.findLast(({ direction }) => direction === by)
    const preview = last && previewOf(last)
    return preview?.kind === 'reaction' && preview.emoji !== null ? [{ emoji: preview.emoji, by }] : []
  })
}

/** A reaction of ours names the message in what it says. */
function targetOf({ reply_to, type, content }: MessageListItem): string {
  const named = type === 'reaction' ? content?.message_id : null
  return reply_to ?? (typeof named === 'string' ? named : '')
}
