import { MoveDownLeft } from 'lucide-react'
import { formatDuration } from '@/components/format-duration'
import { IdText } from '@/components/id-text'
import { OpeningCell, OpeningRow, RowLink } from '@/components/list/row-link'
import { MaskedPhone } from '@/components/masked-phone'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import type { OtpListItem } from '@/lib/otp/schema'
import { OtpStatusText } from './otp-status'
import { type OtpsQuery, otpsHref } from './query'

type Props = { otps: OtpListItem[]; base: string; query: OtpsQuery }

export function OtpTable({ otps, base, query }: Props) {
  return (
    <Table caption="One-time passwords, newest first">
      <TableHead>
        <HeadCell className="w-32">Status</HeadCell>
        <HeadCell>To</HeadCell>
        <HeadCell>ID</HeadCell>
        <HeadCell className="text-end">Delivered in</HeadCell>
        <HeadCell className="w-32 ps-4">Created</HeadCell>
      </TableHead>
      <TableBody>
        {otps.map((otp) => (
          <OtpRow
            key={otp.otp_id}
            otp={otp}
            href={otpsHref(base, query, { id: otp.otp_id })}
            selected={otp.otp_id === query.id}
          />
        ))}
      </TableBody>
    </Table>
  )
}

function OtpRow({ otp, href, selected }: { otp: OtpListItem; href: string; selected: boolean }) {
  return (
    <OpeningRow id={otp.otp_id} selected={selected}>
      <OpeningCell>
        <OtpStatusText otp={otp} />
      </OpeningCell>
      <Cell className="whitespace-nowrap @max-xl:text-end">
        <RowLink href={href}>
          <span className="sr-only">Open the OTP {otp.direction === 'inbound' ? 'from' : 'to'} </span>
          {otp.direction === 'inbound' && <Incoming />}
          <MaskedPhone phone={otp.to} />
        </RowLink>
      </Cell>
      <Cell className="text-ink-2 @max-xl:py-0">
        <IdText id={otp.otp_id} noun="OTP id" />
      </Cell>
      <Cell className="text-end tabular-nums @max-xl:hidden">
        {otp.delivered_in_ms === null ? (
          <NotDelivered failure={otp.failure} />
        ) : (
          formatDuration(otp.delivered_in_ms)
        )}
      </Cell>
      <Cell className="ps-4 text-ink-2 @max-xl:py-0 @max-xl:text-end">
        <RelativeTime at={otp.created_at} className="relative z-10" />
      </Cell>
    </OpeningRow>
  )
}

/** The person writes to us. */
function Incoming() {
  return <MoveDownLeft aria-hidden className="me-1 inline size-3 text-ink-3 rtl:-scale-x-100" />
}

/** Of what failed, why, where there is room: it is what somebody looks for here. */
function NotDelivered({ failure }: Pick<OtpListItem, 'failure'>) {
  return (
    <>
      {failure && (
        <span
          title={`${failure.title}. ${failure.fix}`}
          className="hidden max-w-64 truncate align-middle text-ink-2 text-xs @4xl:inline-block"
        >
          {failure.title}
        </span>
      )}
      <span aria-hidden className={cn('text-ink-3', failure && '@4xl:hidden')}>
        —
      </span>
      <span className={cn('sr-only', failure && '@4xl:hidden')}>not delivered</span>
    </>
  )
}
