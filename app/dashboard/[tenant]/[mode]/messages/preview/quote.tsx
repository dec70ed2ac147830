import type { MessageListItem } from '@/lib/messages/list-schema'
import type { Preview } from '@/lib/messages/preview-schema'
import { previewText } from '@/lib/messages/preview-text'

type Props = { quoted: { message: Pick<MessageListItem, 'direction'>; preview: Preview } }

/** The message that is answered, in a line. */
export function Quote({ quoted: { message, preview } }: Props) {
  return (
    <blockquote className="grid border-control border-s-2 ps-2 text-xs">
      <span className="font-semibold text-ink-2">
        {message.direction === 'inbound' ? 'They wrote' : 'You wrote'}
      </span>
      <span dir="auto" className="line-clamp-2 text-ink-2 [overflow-wrap:anywhere]">
        {previewText(preview)}
      </span>
    </blockquote>
  )
}
