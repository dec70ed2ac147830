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
import { countDeliveries } from '@/lib/webhooks/count-deliveries'
import type { EventList } from '@/lib/webhooks/event-schema'
import { listEvents } from '@/lib/webhooks/list-events'
import { NoPermission } from '../../../no-permission'
import { endpointNames } from '../../endpoint-names'
import { WebhookTabs } from '../../tabs'
import { createdWithin } from '../../when'
import { NoEventsYet, NothingFound } from '../event-empty'
import { EventFilters } from '../event-filters'
import { EventPanel } from '../event-panel'
import { EventTable } from '../event-table'
import { findEvent } from '../find-event'
import { EventsQuery, eventsHref, isFiltered, pagesOf } from '../query'

export const metadata: Metadata = { title: 'Events' }

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function EventsPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'webhooks.read'))
    return <NoPermission ctx={ctx} permission="webhooks.read" screen="Webhooks" />
  const query = EventsQuery.parse(await searchParams)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const origin = env().APP_ORIGIN
  const [list, found, endpoints] = await Promise.all([
    listPage(ctx, query, base),
    query.id ? findEvent(ctx, query.id) : null,
    endpointNames(ctx),
  ])
  const counts = await countDeliveries(ctx, { eventIds: list.data.map(({ id }) => id) })
  const isFirstRun = list.data.length === 0 && !isFiltered(query) && !query.cursor
  const pending = isFirstRun || [...counts.values()].some((count) => count.pending > 0)
  return (
    <div className={cn('grid', query.id && 'lg:grid-cols-[minmax(0,1fr)_400px]')}>
      <section aria-labelledby="title" className={cn('min-w-0 p-5 md:px-6', query.id && 'max-lg:hidden')}>
        <header className="flex min-h-8 items-center justify-between gap-3">
          <h1 id="title" className="type-display text-2xl">
            Webhooks
          </h1>
          {isFirstRun && <LiveRefresh pending />}
        </header>
        <div className="pt-3">
          <WebhookTabs base={base} current="Events" />
        </div>
        {!isFirstRun && (
          <div className="pt-3.5 pb-2.5">
            <EventFilters {...{ base, query, pending }} now={new Date()} />
          </div>
        )}
        {isFirstRun ? (
          <NoEventsYet {...{ mode, origin, base }} />
        ) : list.data.length === 0 ? (
          <NothingFound {...{ query, base }} />
        ) : (
          <>
            <EventTable events={list.data} {...{ counts, base, query }} />
            {!list.has_more && (
              <p className="pt-3 text-ink-3 text-xs">
                Events are kept for {policy.retention.webhookDays} days; older ones are deleted.
              </p>
            )}
            <Paging {...pagesOf(base, query, list.next_cursor)} />
          </>
        )}
      </section>
      {query.id && <EventPanel {...{ found, endpoints, mode, base, query, origin }} id={query.id} />}
    </div>
  )
}

async function listPage(ctx: Ctx, query: EventsQuery, base: string): Promise<EventList> {
  const { cursor, type } = query
  const limit = policy.api.pageSizeDefault
  try {
    return await listEvents(ctx, { limit, order: 'desc', cursor, type, ...createdWithin(query) })
  } catch (thrown) {
    const isStaleCursor = cursor && thrown instanceof AppError && thrown.code === 'validation_failed'
    if (isStaleCursor) redirect(eventsHref(base, query, { cursor: undefined, trail: [] }))
    throw thrown
  }
}
