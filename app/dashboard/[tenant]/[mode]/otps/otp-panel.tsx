import { ArrowLeft, Maximize2, X } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import type { Mode } from '@/lib/core/context'
import type { OtpDetail as Otp } from '@/lib/otp/schema'
import { OtpDetail } from './otp-detail'
import { PanelFocus } from './panel-focus'
import { type OtpsQuery, otpsHref } from './query'

type Props = {
  otp: Otp | null
  id: string
  mode: Mode
  base: string
  query: OtpsQuery
  origin: string
  actions: ReactNode
}

/** Beside the list where there is room, in its place where there is not. */
export function OtpPanel({ otp, id, mode, base, query, origin, actions }: Props) {
  const closed = otpsHref(base, query, { id: undefined })
  return (
    <aside
      aria-label="OTP details"
      data-panel
      data-id={otp?.otp_id}
      className="min-w-0 px-5 pt-3 pb-6 md:px-[18px] lg:sticky lg:top-(--banner) lg:h-[calc(100dvh-var(--banner))] lg:w-[400px] lg:overflow-y-auto lg:border-s lg:bg-surface lg:pt-4"
    >
      <PanelFocus key={id} />
      <Button asChild variant="quiet" className="-ms-3 mb-2 lg:hidden">
        <Link href={closed} prefetch={false} scroll={false}>
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> OTPs
        </Link>
      </Button>
      {otp ? (
        <OtpDetail
          otp={otp}
          origin={origin}
          actions={actions}
          successorHref={otp.superseded_by && otpsHref(base, query, { id: otp.superseded_by })}
          corner={<Corner closed={closed} page={`${base}/otps/${otp.otp_id}`} />}
        />
      ) : (
        <div className="grid gap-2">
          <div className="flex items-start justify-between">
            <h2 className="type-display pt-1 text-[1.0625rem]">No such OTP</h2>
            <Corner closed={closed} />
          </div>
          <p className="text-ink-2 [overflow-wrap:anywhere]">
            There is no <span className="type-mono text-xs">{id}</span> in {mode} mode of this workspace. It
            may belong to {mode === 'test' ? 'live' : 'test'} mode, or have been deleted after the retention
            time.
          </p>
        </div>
      )}
    </aside>
  )
}

function Corner({ closed, page }: { closed: string; page?: string }) {
  return (
    <span className="flex pointer-coarse:-my-1.5">
      {page && (
        <Button asChild variant="quiet" size="icon" aria-label="Open as a page" title="Open as a page">
          <Link href={page} prefetch={false}>
            <Maximize2 aria-hidden className="size-3.5" />
          </Link>
        </Button>
      )}
      <Button
        asChild
        variant="quiet"
        size="icon"
        aria-label="Close the panel"
        title="Close"
        className="max-lg:hidden"
      >
        <Link href={closed} prefetch={false} scroll={false} data-close-panel>
          <X aria-hidden className="size-4" />
        </Link>
      </Button>
    </span>
  )
}
