import { MoveDownLeft, MoveUpRight } from 'lucide-react'
import { shortenId } from '@/components/id-text'
import { OpeningCell, OpeningRow, RowLink } from '@/components/list/row-link'
import { MaskedPhone } from '@/components/masked-phone'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import type { MessageListItem } from '@/lib/messages/list-schema'
import type { Preview } from '@/lib/messages/preview-schema'
import { previewText } from '@/lib/messages/preview-text'
import { MessageStatusText } from './message-status'
import { typeWord } from './message-words'
import { type MessagesQuery, messagesHref } from './query'
import { WindowText } from './window-text'

export type ShownMessage = { message: MessageListItem; preview: Preview }
type Props = {
  shown: ShownMessage[]
  senders: ReadonlyMap<string, string>
  base: string
  query: MessagesQuery
}

export function MessageTable({ shown, senders, base, query }: Props) {
  return (
    <Table caption="Messages, newest first" className="table-fixed">
      <TableHead>
        <HeadCell className="w-28">Status</HeadCell>
        <HeadCell className="w-40">Person</HeadCell>
        <HeadCell className="w-24">Type</HeadCell>
        <HeadCell>Message</HeadCell>
        {!query.id && <HeadCell className="w-28">Window</HeadCell>}
        {!query.id && <HeadCell className="w-44 max-xl:hidden">By</HeadCell>}
        <HeadCell className="w-28 ps-4">Created</HeadCell>
      </TableHead>
      <TableBody>
        {shown.map(({ message, preview }) => (
          <OpeningRow key={message.id} id={message.id} selected={message.id === query.id}>
            <OpeningCell>
              <MessageStatusText message={message} />
            </OpeningCell>
            <Cell className="@max-xl:text-end">
              <RowLink href={messagesHref(base, query, { id: message.id })}>
                <Direction direction={message.direction} />
                <Person message={message} />
              </RowLink>
            </Cell>
            <Cell className="text-ink-2 @max-xl:hidden">{typeWord(message)}</Cell>
            <Cell className="min-w-0 @max-xl:py-0">
              <span dir="auto" className="block truncate text-ink-2" title={previewText(preview)}>
                {previewText(preview)}
              </span>
            </Cell>
            {!query.id && (
              <Cell className="text-xs @max-xl:hidden">
                <WindowText window={message.window} />
              </Cell>
            )}
            {!query.id && (
              <Cell className="truncate text-ink-2 text-xs max-xl:hidden">
                <Sender message={message} senders={senders} />
              </Cell>
            )}
            <Cell className="ps-4 text-ink-2 @max-xl:py-0 @max-xl:text-end">
              <RelativeTime at={message.created_at} className="relative z-10" />
            </Cell>
          </OpeningRow>
        ))}
      </TableBody>
    </Table>
  )
}

export function Person({ message }: { message: MessageListItem }) {
  const phone = message.direction === 'outbound' ? message.to : message.from
  if (phone === null && message.recipient !== null)
    return <span className="text-ink-2 text-xs">number hidden</span>
  return <MaskedPhone phone={phone} />
}

/** The number of yours in it, and the key that sent it. */
function Sender({ message, senders }: { message: MessageListItem; senders: Props['senders'] }) {
  const name = message.sender_id && senders.get(message.sender_id)
  const key = message.api_key_id && shortenId(message.api_key_id)
  return <>{[name, key].filter(Boolean).join(' · ') || '—'}</>
}

export function Direction({ direction }: Pick<MessageListItem, 'direction'>) {
  const Icon = direction === 'inbound' ? MoveDownLeft : MoveUpRight
  return (
    <>
      <Icon aria-hidden className="me-1.5 inline size-3 text-ink-3 rtl:-scale-x-100" />
      <span className="sr-only">{direction === 'inbound' ? 'from' : 'to'} </span>
    </>
  )
}
