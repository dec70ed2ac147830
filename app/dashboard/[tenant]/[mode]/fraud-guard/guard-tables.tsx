import Link from 'next/link'
import type { ReactNode } from 'react'
import { IdText } from '@/components/id-text'
import { MaskedPhone } from '@/components/masked-phone'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { policy } from '@/lib/core/policy'
import type { Enforcement, GuardBlock } from '@/lib/otp/guard-schema'
import type { GuardedOtp } from '@/lib/otp/list-guarded-otps'
import type { GuardReason } from '@/lib/otp/schema'

export function BlockTable({ blocks, hasMore }: { blocks: GuardBlock[]; hasMore: boolean }) {
  return (
    <Section title="Stopped sends">
      {blocks.length === 0 ? (
        <p className="text-ink-2">
          None so far. Under Enforce, each refused send is listed here with its reasons.
        </p>
      ) : (
        <Table caption="Sends that the fraud guard stopped, newest first">
          <Head third="Request" />
          <TableBody>
            {blocks.map((block) => (
              <Row key={block.id} data-id={block.request_id}>
                <To phone={block.to} />
                <Reasons reasons={block.reasons} />
                <Cell className="text-ink-2 @max-xl:order-4">
                  <IdText id={block.request_id} noun="request id" />
                </Cell>
                <At at={block.created_at} />
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
      {hasMore && (
        <p className="pt-2 text-ink-3 text-xs">
          The newest {policy.api.pageSizeDefault}. All of them:{' '}
          <code className="type-mono">GET /api/v1/otp/guard/blocks</code>
        </p>
      )}
    </Section>
  )
}

type Guarded = { otps: GuardedOtp[]; base: string; enforcement: Enforcement }

export function GuardedTable({ otps, base, enforcement }: Guarded) {
  return (
    <Section title="Sends that would have been stopped">
      {otps.length === 0 ? (
        <p className="text-ink-2">
          {enforcement === 'monitor'
            ? 'None so far: the guard has had nothing against your sends.'
            : 'None. They are noted under Monitor alone.'}
        </p>
      ) : (
        <Table caption="Sends that would have been stopped, newest first">
          <Head third="OTP" />
          <TableBody>
            {otps.map((otp) => (
              <Row key={otp.otp_id} data-id={otp.otp_id}>
                <To phone={otp.to} />
                <Reasons reasons={otp.reasons} />
                <Cell className="text-ink-2 @max-xl:order-4">
                  <Link
                    href={`${base}/otps?id=${otp.otp_id}`}
                    prefetch={false}
                    data-row-link
                    className="font-semibold text-ink underline underline-offset-4"
                  >
                    Open the OTP
                  </Link>
                </Cell>
                <At at={otp.created_at} />
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 pt-4">
      <h2 className="type-display text-[1.0625rem] leading-6">{title}</h2>
      {children}
    </section>
  )
}

function Head({ third }: { third: string }) {
  return (
    <TableHead>
      <HeadCell className="w-40">To</HeadCell>
      <HeadCell>Why</HeadCell>
      <HeadCell className="w-40">{third}</HeadCell>
      <HeadCell className="w-28">When</HeadCell>
    </TableHead>
  )
}

function To({ phone }: { phone: string | null }) {
  return (
    <Cell className="@max-xl:order-1">
      <MaskedPhone phone={phone} />
    </Cell>
  )
}

function At({ at }: { at: string }) {
  return (
    <Cell className="text-ink-2 @max-xl:order-2 @max-xl:text-end @max-xl:text-xs">
      <RelativeTime at={at} />
    </Cell>
  )
}

function Reasons({ reasons }: { reasons: GuardReason[] }) {
  return (
    <Cell className="@max-xl:order-3 @max-xl:col-span-2">
      {reasons.map(({ rule, detail }) => (
        <p key={rule}>{detail}</p>
      ))}
    </Cell>
  )
}
