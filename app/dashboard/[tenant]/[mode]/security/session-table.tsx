import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import type { SessionView } from '@/lib/auth/schema'
import { EndSession } from './end-session'
import { PlaceText } from './place-text'

export function SessionTable({ sessions }: { sessions: SessionView[] }) {
  return (
    <Table caption="Your sessions, this browser's first">
      <TableHead>
        <HeadCell>Browser</HeadCell>
        <HeadCell>Place</HeadCell>
        <HeadCell>Last seen</HeadCell>
        <HeadCell>Signed in</HeadCell>
        <HeadCell>
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {sessions.map(({ id, browser, place, last_seen_at, created_at, is_current }) => (
          <Row key={id} data-id={id} className="h-14">
            <Cell className="font-semibold">{browser}</Cell>
            <Cell className="@max-xl:order-3">
              <PlaceText place={place} />
            </Cell>
            <Cell className="text-ink-2 @max-xl:order-4 @max-xl:text-end @max-xl:text-xs">
              {is_current ? 'Now' : <RelativeTime at={last_seen_at} />}
            </Cell>
            <Cell className="text-ink-2 @max-xl:order-5 @max-xl:hidden">
              <RelativeTime at={created_at} />
            </Cell>
            <Cell className="whitespace-nowrap text-end @max-xl:order-2">
              {is_current ? (
                <Status tone="done" glyph="check">
                  This browser
                </Status>
              ) : (
                <EndSession id={id} browser={browser} />
              )}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
