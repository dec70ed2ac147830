import { LockKeyhole } from 'lucide-react'
import Link from 'next/link'
import { IdText } from '@/components/id-text'
import { RelativeTime } from '@/components/ui/relative-time'
import { MessageStatusText } from '../message-status'
import { Bubble, Line } from '../preview/bubble'
import { Quote } from '../preview/quote'
import type { ThreadMessage as Item } from './thread-items'

type Props = { item: Item; base: string; media: string }

export function ThreadMessage({ item, base, media }: Props) {
  const { message, preview, quoted, reactions } = item
  if (preview.kind === 'sealed') return <Sealed item={item} base={base} />
  if (preview.kind === 'system')
    return (
      <li>
        <Line>{preview.text}</Line>
      </li>
    )
  const isOurs = message.direction === 'outbound'
  return (
    <li
      data-id={message.id}
      className={`grid min-w-0 max-w-[min(34rem,88%)] grid-cols-[minmax(0,auto)] gap-1 ${isOurs ? 'ms-auto justify-items-end' : 'justify-items-start'}`}
    >
      <span className="sr-only">{isOurs ? 'You wrote:' : 'They wrote:'}</span>
      <Bubble
        preview={preview}
        direction={message.direction}
        media={media}
        quote={quoted && <Quote quoted={quoted} />}
      />
      {reactions.length > 0 && (
        <ul aria-label="Reactions" className="-mt-2.5 mx-2 flex gap-1">
          {reactions.map(({ emoji, by }) => (
            <li key={by} className="rounded-md border bg-canvas px-1.5 py-0.5 text-sm leading-4">
              {emoji}
              <span className="sr-only"> {by === 'inbound' ? 'from them' : 'from you'}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="flex flex-wrap items-center gap-x-2 text-ink-3 text-xs">
        <RelativeTime at={message.created_at} />
        {isOurs && (
          <Link
            href={`${base}/messages?id=${message.id}`}
            prefetch={false}
            className="min-h-6 content-center"
          >
            <MessageStatusText message={message} />
          </Link>
        )}
        {message.failure && <span className="text-danger">{message.failure.title}</span>}
      </p>
    </li>
  )
}

/** A code went out, or came in: that it did is all that anybody can see. */
function Sealed({ item: { message }, base }: Pick<Props, 'item' | 'base'>) {
  return (
    <li
      data-id={message.id}
      className="flex flex-wrap items-center justify-center gap-x-2 border-y bg-sunken px-3 py-1.5 text-ink-2 text-xs"
    >
      <LockKeyhole aria-hidden className="size-3.5" />
      <span>One-time password · the code is never kept</span>
      <MessageStatusText message={message} />
      <RelativeTime at={message.created_at} />
      {message.otp_id && (
        <IdText id={message.otp_id} noun="OTP id" href={`${base}/otps?id=${message.otp_id}`} />
      )}
    </li>
  )
}
