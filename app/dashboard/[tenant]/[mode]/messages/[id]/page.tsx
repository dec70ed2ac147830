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
import { findMessage, senderNames } from '../find-message'
import { MessageDetail } from '../message-detail'

export const metadata: Metadata = { title: 'Message' }

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function MessagePage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'messages.read'))
    return <NoPermission ctx={ctx} permission="messages.read" screen="Messages" />
  const { id } = await params
  const found = await findMessage(ctx, id)
  if (!found) notFound()
  const { message } = found
  const base = `/dashboard/${tenant.slug}/${mode}`
  return (
    <article data-panel data-id={message.id} className="grid max-w-5xl gap-4 p-5 md:px-6">
      <h1 className="sr-only">Message {message.id}</h1>
      <div className="flex items-center justify-between">
        <Button asChild variant="quiet" className="-ms-3">
          <Link href={`${base}/messages`} prefetch={false} data-close-panel>
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Messages
          </Link>
        </Button>
        <LiveRefresh pending={message.status === 'queued' || message.status === 'sent'} />
      </div>
      <MessageDetail
        found={found}
        senders={await senderNames(ctx)}
        base={base}
        media={`/api/dashboard/${tenant.slug}/${mode}/media`}
        origin={env().APP_ORIGIN}
        webhooks={<WebhooksOf subjectId={message.id} {...{ ctx, base }} />}
        wide
      />
    </article>
  )
}
