import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Button } from '@/components/ui/button'
import { env } from '@/lib/core/env'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { NoPermission } from '../../no-permission'
import { WebhooksOf } from '../../webhooks-of'
import { ActionsOf } from '../actions-of'
import { findOtpDetail } from '../find-otp-detail'
import { OtpDetail } from '../otp-detail'

export const metadata: Metadata = { title: 'OTP' }

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function OtpPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'otp.read')) return <NoPermission ctx={ctx} permission="otp.read" screen="OTPs" />
  const { id } = await params
  const otp = await findOtpDetail(ctx, id)
  if (!otp) notFound()
  const origin = env().APP_ORIGIN
  const base = `/dashboard/${tenant.slug}/${mode}`
  const list = `${base}/otps`
  const mayWrite = may(user.role, 'otp.write')
  return (
    <article data-panel data-id={otp.otp_id} className="grid max-w-5xl gap-4 p-5 md:px-6">
      <h1 className="sr-only">OTP {otp.otp_id}</h1>
      <div className="flex items-center justify-between">
        <Button asChild variant="quiet" className="-ms-3">
          <Link href={list} prefetch={false} data-close-panel>
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> OTPs
          </Link>
        </Button>
        <LiveRefresh pending={otp.status === 'pending'} />
      </div>
      <OtpDetail
        otp={otp}
        base={base}
        origin={origin}
        actions={<ActionsOf otp={otp} slug={tenant.slug} {...{ mode, mayWrite, origin }} />}
        webhooks={<WebhooksOf subjectId={otp.otp_id} {...{ ctx, base }} />}
        successorHref={otp.superseded_by && `${list}/${otp.superseded_by}`}
        wide
      />
    </article>
  )
}
