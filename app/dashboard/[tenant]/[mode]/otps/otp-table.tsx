import { MoveDownLeft } from 'lucide-react'
import Link from 'next/link'
import { formatDuration } from '@/components/format-duration'
import { IdText } from '@/components/id-text'
import { MaskedPhone } from '@/components/masked-phone'
import { LinkPending } from '@/components/ui/link-pending'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
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

/** The link in the row covers the row; what else can be pressed lies above it. */
function OtpRow({ otp, href, selected }: { otp: OtpListItem; href: string; selected: boolean }) {
  return (
    <Row
      data-id={otp.otp_id}
      aria-current={selected || undefined}
      className="aria-[current]:bg-soft aria-[current]:[--ink-3:var(--ink-2)]"
    >
      <Cell className="relative before:absolute before:inset-y-0 before:start-0 before:border-s-2 before:border-transparent [tr[aria-current]_&]:before:border-primary @max-xl:before:-inset-y-2">
        <OtpStatusText otp={otp} />
      </Cell>
      <Cell className="@max-xl:text-end">
        <Link
          href={href}
          scroll={false}
          prefetch={false}
          data-row-link
          className="whitespace-nowrap after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-primary focus-visible:after:-outline-offset-2"
        >
          <span className="sr-only">Open the OTP {otp.direction === 'inbound' ? 'from' : 'to'} </span>
          {otp.direction === 'inbound' && <Incoming />}
          <MaskedPhone phone={otp.to} />
          <LinkPending />
        </Link>
      </Cell>
      <Cell className="text-ink-2 @max-xl:py-0">
        <IdText id={otp.otp_id} noun="OTP id" />
      </Cell>
      <Cell className="text-end tabular-nums @max-xl:hidden">
        {otp.delivered_in_ms === null ? <NotDelivered /> : formatDuration(otp.delivered_in_ms)}
      </Cell>
      <Cell className="ps-4 text-ink-2 @max-xl:py-0 @max-xl:text-end">
        <RelativeTime at={otp.created_at} className="relative z-10" />
      </Cell>
    </Row>
  )
}

/** The person writes to us. */
function Incoming() {
  return <MoveDownLeft aria-hidden className="me-1 inline size-3 text-ink-3 rtl:-scale-x-100" />
}

function NotDelivered() {
  return (
    <>
      <span aria-hidden className="text-ink-3">
        —
      </span>
      <span className="sr-only">not delivered</span>
    </>
  )
}
