import { OpeningCell, OpeningRow, RowLink } from '@/components/list/row-link'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import type { Preview } from '@/lib/messages/preview-schema'
import { previewText } from '@/lib/messages/preview-text'
import type { ConversationItem } from '@/lib/messages/thread-schema'
import { Direction } from '../message-table'
import { WindowText } from '../window-text'
import { nameOf, numberOf } from './person-name'

type Shown = { conversation: ConversationItem; preview: Preview | null }
type Props = { shown: Shown[]; base: string }

export function ConversationTable({ shown, base }: Props) {
  return (
    <Table caption="Conversations, newest first" className="table-fixed">
      <TableHead>
        <HeadCell className="w-56">Person</HeadCell>
        <HeadCell>Last message</HeadCell>
        <HeadCell className="w-28">Window</HeadCell>
        <HeadCell className="w-36">With</HeadCell>
        <HeadCell className="w-28 ps-4">Last</HeadCell>
      </TableHead>
      <TableBody>
        {shown.map(({ conversation, preview }) => (
          <ConversationRow
            key={`${conversation.person.key} ${conversation.sender.id}`}
            {...{ conversation, preview, base }}
          />
        ))}
      </TableBody>
    </Table>
  )
}

function ConversationRow({ conversation, preview, base }: Shown & Pick<Props, 'base'>) {
  const { person, sender, window, unread, last_message } = conversation
  const number = numberOf(person)
  const href = `${base}/messages/people/${person.key}?sender=${sender.id}`
  return (
    <OpeningRow id={person.key} selected={false}>
      <OpeningCell>
        <RowLink href={href}>
          <span className="flex min-w-0 items-center">
            <span className={cn('min-w-0 truncate', unread > 0 && 'font-semibold')} dir="auto">
              {nameOf(person)}
            </span>
            {unread > 0 && <Unread count={unread} />}
          </span>
          {number && <span className="type-mono block text-[0.6875rem] text-ink-3">{number}</span>}
        </RowLink>
      </OpeningCell>
      <Cell className="min-w-0 @max-xl:order-last @max-xl:col-span-2 @max-xl:py-0">
        {last_message && preview && (
          <span className="block truncate text-ink-2">
            <Direction direction={last_message.direction} />
            <span dir="auto">{previewText(preview)}</span>
          </span>
        )}
      </Cell>
      <Cell className="text-xs @max-xl:hidden">
        <WindowText window={window} />
      </Cell>
      <Cell className="truncate text-ink-2 @max-xl:hidden">{sender.display_name}</Cell>
      <Cell className="ps-4 text-ink-2 @max-xl:text-end">
        <RelativeTime at={conversation.last_message_at} className="relative z-10" />
      </Cell>
    </OpeningRow>
  )
}

function Unread({ count }: { count: number }) {
  return (
    <span className="ms-2 inline-flex h-4 min-w-4 shrink-0 items-center justify-center rounded-sm bg-primary px-1 font-semibold text-[0.6875rem] text-on-primary tabular-nums">
      {count > 99 ? '99+' : count}
      <span className="sr-only"> unread</span>
    </span>
  )
}
