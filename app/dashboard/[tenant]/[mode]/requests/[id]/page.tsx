import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { env } from '@/lib/core/env'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { NoPermission } from '../../no-permission'
import { WebhooksOf } from '../../webhooks-of'
import { findRequestDetail } from '../find-request-detail'
import { keyNames } from '../key-names'
import { RequestDetail } from '../request-detail'

export const metadata: Metadata = { title: 'Call' }

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function RequestPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'requests.read'))
    return <NoPermission ctx={ctx} permission="requests.read" screen="Request log" />
  const { id } = await params
  const [call, keys] = await Promise.all([findRequestDetail(ctx, id), keyNames(ctx)])
  if (!call) notFound()
  const [subject] = call.objects
  const base = `/dashboard/${tenant.slug}/${mode}`
  return (
    <article data-panel data-id={call.id} className="grid max-w-5xl gap-4 p-5 md:px-6">
      <h1 className="sr-only">Call {call.id}</h1>
      <div>
        <Button asChild variant="quiet" className="-ms-3">
          <Link href={`${base}/requests`} prefetch={false} data-close-panel>
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Request log
          </Link>
        </Button>
      </div>
      <RequestDetail
        call={call}
        keys={keys}
        base={base}
        origin={env().APP_ORIGIN}
        webhooks={subject && <WebhooksOf subjectId={subject.id} {...{ ctx, base }} />}
        wide
      />
    </article>
  )
}
