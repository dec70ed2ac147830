import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { IdText } from '@/components/id-text'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { getSecretState } from '@/lib/webhooks/get-secret-state'
import { listDeliveries } from '@/lib/webhooks/list-deliveries'
import { summariseHealth } from '@/lib/webhooks/summarise-health'
import { NoPermission } from '../../no-permission'
import { EndpointStatus } from '../endpoint-state'
import { shortUrl } from '../endpoint-words'
import { SecretPanel } from '../secret/secret-panel'
import { VerifySnippets } from '../verify-snippets'
import { EndpointActions } from './endpoint-actions'
import { EndpointFacts } from './endpoint-facts'
import { EndpointFigures } from './endpoint-figures'
import { findEndpointObject } from './find-endpoint'
import { HowWeDeliver } from './how-we-deliver'
import { LastDeliveries } from './last-deliveries'
import { StateNotice } from './state-notice'

export const metadata: Metadata = { title: 'Webhook endpoint' }

const shownDeliveries = 8

type Props = { params: Promise<{ tenant: string; mode: string; id: string }> }

export default async function EndpointPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'webhooks.read'))
    return <NoPermission ctx={ctx} permission="webhooks.read" screen="Webhooks" />
  const { id } = await params
  const endpoint = await findEndpointObject(ctx, id)
  if (!endpoint) notFound()
  const [{ data: deliveries }, all, secret] = await Promise.all([
    listDeliveries(ctx, { endpoint: endpoint.id, limit: shownDeliveries }),
    summariseHealth(ctx),
    getSecretState(ctx),
  ])
  const health = all.find(({ endpoint_id }) => endpoint_id === endpoint.id)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const api = `/api/dashboard/${tenant.slug}/${mode}/webhooks`
  const isMoving = deliveries.some(({ status }) => status === 'pending')
  return (
    <article
      data-panel
      data-id={endpoint.id}
      className="grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-6 p-5 md:px-6"
    >
      <header className="grid gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Button asChild variant="quiet" className="-ms-3">
            <Link href={`${base}/webhooks`} prefetch={false}>
              <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Webhooks
            </Link>
          </Button>
          <LiveRefresh pending={isMoving} />
        </div>
        <div className="grid gap-1.5">
          <h1 className="type-display text-2xl [overflow-wrap:anywhere]">{shortUrl(endpoint.url)}</h1>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <EndpointStatus endpoint={endpoint} />
            {endpoint.description && (
              <span className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">{endpoint.description}</span>
            )}
            <IdText id={endpoint.id} noun="endpoint id" className="text-ink-3" />
          </p>
        </div>
        {may(user.role, 'webhooks.write') && (
          <EndpointActions
            endpoint={endpoint}
            waiting={health?.waiting ?? 0}
            api={api}
            base={base}
            mode={mode}
          />
        )}
      </header>
      <StateNotice endpoint={endpoint} />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
        <div className="grid min-w-0 content-start gap-8">
          {health && <EndpointFigures health={health} />}
          <LastDeliveries deliveries={deliveries} endpointId={endpoint.id} base={base} />
        </div>
        <div className="grid content-start gap-8 lg:row-span-2">
          <EndpointFacts endpoint={endpoint} />
          <SecretPanel state={secret} mode={mode} role={user.role} api={api} />
          <HowWeDeliver />
        </div>
        <VerifySnippets base={base} />
      </div>
    </article>
  )
}
