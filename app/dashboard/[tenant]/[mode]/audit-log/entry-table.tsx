import { OpeningCell, OpeningRow, RowLink } from '@/components/list/row-link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import { actionOf } from '@/lib/audit/action-schema'
import type { AuditEntry } from '@/lib/audit/schema'
import { modeWords, type Names, targetWords, whoDid } from './entry-words'
import { type AuditQuery, auditHref } from './query'

type Props = { entries: AuditEntry[]; names: Names; base: string; query: AuditQuery }

export function EntryTable({ entries, names, base, query }: Props) {
  return (
    <Table caption="What was done in this workspace, newest first">
      <TableHead>
        <HeadCell>What</HeadCell>
        <HeadCell>To</HeadCell>
        <HeadCell>Who</HeadCell>
        <HeadCell className="w-20 @max-3xl:hidden">Mode</HeadCell>
        <HeadCell className="w-32 ps-4">Time</HeadCell>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <OpeningRow key={entry.id} id={entry.id} selected={entry.id === query.id}>
            <OpeningCell>
              <RowLink href={auditHref(base, query, { id: entry.id })}>
                <span className="sr-only">Open the entry </span>
                <span className="inline-block font-semibold @xl:min-w-40">
                  {actionOf(entry.action).title}
                </span>
              </RowLink>
            </OpeningCell>
            <Cell className="type-mono whitespace-nowrap text-ink-2 text-xs @max-xl:order-4 @max-xl:py-0 @max-xl:text-end">
              <span title={entry.target.id}>{targetWords(entry.target)}</span>
            </Cell>
            <Cell className="max-w-64 truncate @max-3xl:max-w-40 text-ink-2 @max-xl:order-3 @max-xl:max-w-none @max-xl:py-0">
              {whoDid(entry.actor, names)}
            </Cell>
            <Cell className="text-ink-2 @max-3xl:hidden">{entry.mode ? modeWords[entry.mode] : '—'}</Cell>
            <Cell className="ps-4 text-ink-2 @max-xl:order-2 @max-xl:py-0 @max-xl:text-end">
              <RelativeTime at={entry.happened_at} className="relative z-10" />
            </Cell>
          </OpeningRow>
        ))}
      </TableBody>
    </Table>
  )
}
