import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Paging } from '@/components/list/paging'
import { cn } from '@/components/ui/cn'
import type { Ctx } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { may } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import type { DeliveryList } from '@/lib/webhooks/delivery-schema'
import { listDeliveries } from '@/lib/webhooks/list-deliveries'
import { NoPermission } from '../../../no-permission'
import { endpointNames, shortUrl } from '../../endpoint-names'
import { RecoverDialog } from '../../recover-dialog'
import { WebhookTabs } from '../../tabs'
import { NoDeliveriesYet, NothingFound } from '../delivery-empty'
import { DeliveryFilters } from '../delivery-filters'
import { DeliveryPanel } from '../delivery-panel'
import { DeliveryTable } from '../delivery-table'
import { findDelivery } from '../find-delivery'
import { DeliveriesQuery, deliveriesHref, filterOf, filtersOf, isFiltered, pagesOf } from '../query'
import { ReplayBar } from '../replay-bar'
import { SelectionProvider } from '../selection'

export const metadata: Metadata = { title: 'Deliveries' }

/** What the door of replays takes at once. */

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function DeliveriesPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'webhooks.read'))
    return <NoPermission ctx={ctx} permission="webhooks.read" screen="Webhooks" />
  const query = DeliveriesQuery.parse(await searchParams)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const [list, delivery, endpoints] = await Promise.all([
    listPage(ctx, query, base),
    query.id ? findDelivery(ctx, query.id) : null,
    endpointNames(ctx),
  ])
  const mayReplay = may(user.role, 'webhooks.write')
  const isFirstRun = list.data.length === 0 && !isFiltered(query) && !query.cursor
  const shown = [...list.data, ...(delivery ? [delivery] : [])]
  const isAwaited = list.data.length === 0 && (isFirstRun || query.recovery !== undefined)
  const pending = isAwaited || shown.some(({ status }) => status === 'pending')
  const choices = [...endpoints].map(([id, { url, enabled }]) => ({
    id,
    label: `${shortUrl(url)}${enabled ? '' : ' (disabled)'}`,
  }))
  const chosen = choices.find(({ id }) => id === query.endpoint) ?? choices[0]
  return (
    <div className={cn('grid', query.id && 'lg:grid-cols-[minmax(0,1fr)_400px]')}>
      <section aria-labelledby="title" className={cn('min-w-0 p-5 md:px-6', query.id && 'max-lg:hidden')}>
        <header className="flex min-h-8 items-center justify-between gap-3">
          <h1 id="title" className="type-display text-2xl">
            Webhooks
          </h1>
          <div className="flex flex-wrap items-center justify-end gap-2">
            {isFirstRun && <LiveRefresh pending />}
            {mayReplay && chosen && (
              <RecoverDialog key={chosen.id} endpointId={chosen.id} base={base} choices={choices} />
            )}
          </div>
        </header>
        <div className="pt-3">
          <WebhookTabs base={base} current="Deliveries" />
        </div>
        {!isFirstRun && (
          <div className="pt-3.5 pb-2.5">
            <DeliveryFilters {...{ base, query, endpoints, pending }} now={new Date()} />
          </div>
        )}
        {isFirstRun ? (
          <NoDeliveriesYet {...{ mode, base }} origin={env().APP_ORIGIN} hasEndpoint={endpoints.size > 0} />
        ) : list.data.length === 0 ? (
          <NothingFound {...{ query, endpoints, base }} />
        ) : (
          <SelectionProvider key={filtersOf(query).toString()} most={policy.webhooks.replayed}>
            {mayReplay && (
              <ReplayBar
                path={`/api${base}/webhooks/deliveries/replay`}
                rows={list.data.map(({ id, endpoint_id }) => ({ id, endpointId: endpoint_id }))}
                endpoints={Object.fromEntries(endpoints)}
                replays={deliveriesHref(base, DeliveriesQuery.parse({}), { trigger: 'replay' })}
              />
            )}
            <DeliveryTable deliveries={list.data} {...{ endpoints, base, query, mayReplay }} />
            {!list.has_more && (
              <p className="pt-3 text-ink-3 text-xs">
                Deliveries are kept for {policy.retention.webhookDays} days; older ones are deleted.
              </p>
            )}
            <Paging {...pagesOf(base, query, list.next_cursor)} />
          </SelectionProvider>
        )}
      </section>
      {query.id && <DeliveryPanel {...{ delivery, endpoints, mode, base, query, mayReplay }} id={query.id} />}
    </div>
  )
}

async function listPage(ctx: Ctx, query: DeliveriesQuery, base: string): Promise<DeliveryList> {
  const { cursor } = query
  try {
    return await listDeliveries(ctx, { limit: policy.api.pageSizeDefault, cursor, ...filterOf(query) })
  } catch (thrown) {
    const isStaleCursor = cursor && thrown instanceof AppError && thrown.code === 'validation_failed'
    if (isStaleCursor) redirect(deliveriesHref(base, query, { cursor: undefined, trail: [] }))
    throw thrown
  }
}
