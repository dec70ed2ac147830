import { OpeningCell, OpeningRow, RowLink } from '@/components/list/row-link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import type { RequestObject } from '@/lib/requests/schema'
import { type RequestsQuery, requestsHref } from './query'
import { ReplayBadge } from './replay-badge'
import { RequestStatus } from './request-status'
import { durationOf, type KeyNames, nameOfKey, pathWithoutQuery } from './request-words'

type Props = { calls: RequestObject[]; keys: KeyNames; base: string; query: RequestsQuery }

export function RequestTable({ calls, keys, base, query }: Props) {
  return (
    <Table caption="Calls of the API, newest first">
      <TableHead>
        <HeadCell className="w-32">Status</HeadCell>
        <HeadCell>Request</HeadCell>
        <HeadCell>Key</HeadCell>
        <HeadCell className="text-end">Took</HeadCell>
        <HeadCell className="w-32 ps-4">Time</HeadCell>
      </TableHead>
      <TableBody>
        {calls.map((call) => (
          <OpeningRow key={call.id} id={call.id} selected={call.id === query.id}>
            <OpeningCell>
              <RequestStatus status={call.status} />
            </OpeningCell>
            <Cell className="min-w-0 @max-xl:order-3 @max-xl:py-0">
              <RowLink href={requestsHref(base, query, { id: call.id })}>
                <span className="sr-only">Open the call </span>
                <span className="type-mono text-xs [overflow-wrap:anywhere]">
                  <span className="font-semibold">{call.method}</span> {pathWithoutQuery(call.path)}
                </span>
              </RowLink>
              {call.is_replay && <ReplayBadge className="ms-2" />}
              {call.error_code && (
                <span className="type-mono block text-[0.6875rem] text-ink-3">{call.error_code}</span>
              )}
            </Cell>
            <Cell className="max-w-40 truncate text-ink-2 @max-xl:hidden">
              {nameOfKey(keys, call.api_key_id)}
            </Cell>
            <Cell className="whitespace-nowrap text-end tabular-nums @max-xl:order-4 @max-xl:self-start @max-xl:py-0 @max-xl:text-ink-2">
              {durationOf(call.duration_ms)}
            </Cell>
            <Cell className="ps-4 text-ink-2 @max-xl:order-2 @max-xl:py-0 @max-xl:text-end">
              <RelativeTime at={call.created_at} className="relative z-10" />
            </Cell>
          </OpeningRow>
        ))}
      </TableBody>
    </Table>
  )
}
