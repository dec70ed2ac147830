import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { LiveRefresh } from '@/components/list/live-refresh'
import { cn } from '@/components/ui/cn'
import type { Ctx } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { may } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import { listOtps } from '@/lib/otp/list'
import type { OtpList } from '@/lib/otp/schema'
import { NoPermission } from '../../no-permission'
import { WebhooksOf } from '../../webhooks-of'
import { ActionsOf } from '../actions-of'
import { findOtpDetail } from '../find-otp-detail'
import { InboundDrawer } from '../inbound-drawer'
import { NoOtpsYet } from '../otp-empty'
import { OtpFilters } from '../otp-filters'
import { OtpList as OtpListView } from '../otp-list'
import { OtpPanel } from '../otp-panel'
import { OtpsQuery, otpsHref, phoneFault } from '../query'
import { SendDrawer } from '../send-drawer'
import { watchedOtp } from '../watched-otp'

export const metadata: Metadata = { title: 'OTPs' }

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function OtpsPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'otp.read')) return <NoPermission ctx={ctx} permission="otp.read" screen="OTPs" />
  const query = OtpsQuery.parse(await searchParams)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const origin = env().APP_ORIGIN
  const fault = phoneFault(query)
  const [list, otp] = await Promise.all([
    fault ? nothing : listPage(ctx, query, base),
    query.id ? findOtpDetail(ctx, query.id) : null,
  ])
  const mayWrite = may(user.role, 'otp.write')
  const place = { tenant: tenant.slug, mode, mayWrite }
  const send = <SendDrawer {...place} />
  const pending = [...list.data, ...(otp ? [otp] : [])].some(({ status }) => status === 'pending')

  const isFirstRun = list.data.length === 0 && !query.status && !query.to && !query.cursor

  return (
    <div className={cn('grid', query.id && 'lg:grid-cols-[minmax(0,1fr)_400px]')}>
      <section aria-labelledby="title" className={cn('min-w-0 p-5 md:px-6', query.id && 'max-lg:hidden')}>
        <header className="flex items-center justify-between gap-3">
          <h1 id="title" className="type-display text-2xl">
            OTPs
          </h1>
          <div className="flex flex-wrap items-center justify-end gap-2">
            {isFirstRun ? <LiveRefresh pending /> : send}
            <InboundDrawer {...place} watched={watchedOtp(otp)} />
          </div>
        </header>
        <div className="pt-3.5 pb-2.5">
          {!isFirstRun && <OtpFilters base={base} query={query} fault={fault} pending={pending} />}
        </div>
        {isFirstRun ? (
          <NoOtpsYet mode={mode} origin={origin} action={send} />
        ) : (
          !fault && <OtpListView list={list} query={query} base={base} />
        )}
      </section>
      {query.id && (
        <OtpPanel
          {...{ otp, mode, base, query, origin }}
          id={query.id}
          actions={otp && <ActionsOf otp={otp} slug={tenant.slug} {...{ mode, mayWrite, origin }} />}
          webhooks={otp && <WebhooksOf subjectId={otp.otp_id} {...{ ctx, base }} />}
        />
      )}
    </div>
  )
}

const nothing: OtpList = { object: 'list', data: [], has_more: false, next_cursor: null }

async function listPage(ctx: Ctx, query: OtpsQuery, base: string): Promise<OtpList> {
  const { status, to, cursor } = query
  try {
    return await listOtps(ctx, { limit: policy.api.pageSizeDefault, status, to, cursor })
  } catch (error) {
    const isStaleCursor = cursor && error instanceof AppError && error.code === 'validation_failed'
    if (isStaleCursor) redirect(otpsHref(base, query, { cursor: undefined, trail: [] }))
    throw error
  }
}
