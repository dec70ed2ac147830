import type { ReactNode } from 'react'
import { FailureNotice } from '@/components/failure-notice'
import { FlightPath } from '@/components/flight-path'
import { IdText, shortenId } from '@/components/id-text'
import { cn } from '@/components/ui/cn'
import { CodeBlock } from '@/components/ui/code-block'
import type { OtpDetail as Otp } from '@/lib/otp/schema'
import { readCurl } from './curl'
import { GuardNotice } from './guard-notice'
import { OtpFacts } from './otp-facts'
import { otpHeading, stopsAhead } from './otp-heading'

type Props = {
  otp: Otp
  /** The path of the workspace and mode. */
  base: string
  origin: string
  corner?: ReactNode
  actions?: ReactNode
  /** What the tenant's own endpoints were told of it. */
  webhooks: ReactNode
  successorHref: string | null
  /** On a page of its own there is room for two columns and for whole ids. */
  wide?: boolean
}

export function OtpDetail({ otp, base, origin, corner, actions, webhooks, successorHref, wide }: Props) {
  return (
    <div className={cn('grid content-start gap-5', wide && 'gap-x-14 lg:grid-cols-2')}>
      <header className="col-span-full grid gap-1">
        <div className="flex items-start justify-between gap-3">
          <h2
            id="otp-heading"
            aria-live="polite"
            className="type-display pt-1 text-[1.0625rem] leading-[1.375rem]"
          >
            {otpHeading(otp)}
          </h2>
          {corner}
        </div>
        <IdText id={otp.otp_id} noun="OTP id" whole={wide} className="text-ink-3" />
        {actions}
      </header>
      <div className="grid content-start gap-5">
        <FlightPath
          key={otp.otp_id}
          timeline={otp.timeline}
          ahead={stopsAhead(otp)}
          notes={{
            accepted: [
              otp.api_key_id ? shortenId(otp.api_key_id) : 'from this dashboard',
              shortenId(otp.request_id),
            ].join(' · '),
            ...(otp.provider_message_id ? { delivered: shortWamid(otp.provider_message_id) } : {}),
          }}
        />
        {otp.failure && <FailureNotice failure={otp.failure} />}
        {otp.guard && <GuardNotice verdict={otp.guard} />}
        {webhooks}
      </div>
      <div className="grid content-start gap-5">
        <OtpFacts otp={otp} base={base} successorHref={successorHref} whole={wide} />
        <CodeBlock label="curl command" title="Read it with curl" code={readCurl(otp, origin)} />
      </div>
    </div>
  )
}

function shortWamid(wamid: string): string {
  return wamid.length > 20 ? `${wamid.slice(0, 12)}…${wamid.slice(-4)}` : wamid
}
