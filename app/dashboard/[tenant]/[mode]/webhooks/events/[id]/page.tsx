import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { env } from '@/lib/core/env'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { NoPermission } from '../../../no-permission'
import { endpointNames } from '../../endpoint-names'
import { EventDetail } from '../event-detail'
import { findEvent } from '../find-event'

export const metadata: Metadata = { title: 'Event' }

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function EventPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'webhooks.read'))
    return <NoPermission ctx={ctx} permission="webhooks.read" screen="Webhooks" />
  const { id } = await params
  const [found, endpoints] = await Promise.all([findEvent(ctx, id), endpointNames(ctx)])
  if (!found) notFound()
  const base = `/dashboard/${tenant.slug}/${mode}`
  return (
    <article data-panel data-id={found.event.id} className="grid max-w-6xl gap-4 p-5 md:px-6">
      <h1 className="sr-only">Event {found.event.id}</h1>
      <div>
        <Button asChild variant="quiet" className="-ms-3">
          <Link href={`${base}/webhooks/events`} prefetch={false} data-close-panel>
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Events
          </Link>
        </Button>
      </div>
      <EventDetail {...{ found, endpoints, base }} origin={env().APP_ORIGIN} wide />
    </article>
  )
}
