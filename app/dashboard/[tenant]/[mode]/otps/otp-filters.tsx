import Link from 'next/link'
import { LiveRefresh } from '@/components/list/live-refresh'
import { FieldError } from '@/components/ui/field'
import { otpStatuses } from '@/lib/otp/schema'
import { PhoneFilter } from './phone-filter'
import { type OtpsQuery, otpsHref, type PhoneFault } from './query'
import { StatusFilter } from './status-filter'

type Props = { base: string; query: OtpsQuery; fault: PhoneFault | null; pending: boolean }

export function OtpFilters({ base, query, fault, pending }: Props) {
  const href = (status: OtpsQuery['status']) => otpsHref(base, query, { status })
  const [pendingStatus, verified, expired, failed, superseded, canceled] = otpStatuses
  const hrefs = {
    any: href(undefined),
    pending: href(pendingStatus),
    verified: href(verified),
    expired: href(expired),
    failed: href(failed),
    superseded: href(superseded),
    canceled: href(canceled),
  }
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <StatusFilter status={query.status} hrefs={hrefs} />
        <PhoneFilter base={base} query={query} fault={fault} />
        <span className="ms-auto">
          <LiveRefresh pending={pending} />
        </span>
      </div>
      {fault && (
        <FieldError id="phone-filter-fault">
          {fault.message}{' '}
          {fault.suggestion && (
            <Link className="font-semibold underline" href={otpsHref(base, query, { to: fault.suggestion })}>
              Search for {fault.suggestion}
            </Link>
          )}
        </FieldError>
      )}
    </div>
  )
}
