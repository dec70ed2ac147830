import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { NoPermission } from '../../../no-permission'
import { endpointNames } from '../../endpoint-names'
import { DeliveryDetail } from '../delivery-detail'
import { findDelivery } from '../find-delivery'

export const metadata: Metadata = { title: 'Delivery' }

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function DeliveryPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'webhooks.read'))
    return <NoPermission ctx={ctx} permission="webhooks.read" screen="Webhooks" />
  const { id } = await params
  const [delivery, endpoints] = await Promise.all([findDelivery(ctx, id), endpointNames(ctx)])
  if (!delivery) notFound()
  const base = `/dashboard/${tenant.slug}/${mode}`
  return (
    <article data-panel data-id={delivery.id} className="grid max-w-6xl gap-4 p-5 md:px-6">
      <h1 className="sr-only">Delivery {delivery.id}</h1>
      <div className="flex items-center justify-between gap-3">
        <Button asChild variant="quiet" className="-ms-3">
          <Link href={`${base}/webhooks/deliveries`} prefetch={false} data-close-panel>
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Deliveries
          </Link>
        </Button>
        {delivery.status === 'pending' && <LiveRefresh pending />}
      </div>
      <DeliveryDetail {...{ delivery, endpoints, base }} mayReplay={may(user.role, 'webhooks.write')} wide />
    </article>
  )
}
