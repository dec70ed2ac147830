import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AlertFilters } from '@/components/alerts/alert-filters'
import { AlertsQuery, alertsHref, filterNames } from '@/components/alerts/query'
import { LiveRefresh } from '@/components/list/live-refresh'
import { cn } from '@/components/ui/cn'
import { listAlerts } from '@/lib/alerts/list'
import type { AlertList as List } from '@/lib/alerts/schema'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { may } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import { NoPermission } from '../../no-permission'
import { NoAlertsYet } from '../alert-empty'
import { AlertList } from '../alert-list'
import { AlertPanel } from '../alert-panel'
import { findAlert } from '../find-alert'
import { subjectNames } from '../subject-names'

export const metadata: Metadata = { title: 'Alerts' }

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AlertsPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'alerts.read'))
    return <NoPermission ctx={ctx} permission="alerts.read" screen="Alerts" />
  const query = AlertsQuery.parse(await searchParams)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const path = `/api/dashboard/${tenant.slug}/${mode}/alerts`
  const [list, alert] = await Promise.all([
    listPage(ctx, query, base),
    query.id ? findAlert(ctx, query.id) : null,
  ])
  const names = await subjectNames(ctx, alert ? [...list.data, alert] : list.data)
  const isFirstRun = list.data.length === 0 && !query.cursor && !filterNames.some((name) => query[name])
  const mayWrite = may(user.role, 'alerts.write')
  return (
    <div className={cn('grid', query.id && 'lg:grid-cols-[minmax(0,1fr)_400px]')}>
      <section aria-labelledby="title" className={cn('min-w-0 p-5 md:px-6', query.id && 'max-lg:hidden')}>
        <header className="flex items-center justify-between gap-3">
          <h1 id="title" className="type-display text-2xl">
            Alerts
          </h1>
          {isFirstRun && <LiveRefresh pending={false} />}
        </header>
        <div className="pt-3.5 pb-2.5">{!isFirstRun && <AlertFilters base={base} query={query} />}</div>
        {isFirstRun ? <NoAlertsYet /> : <AlertList list={list} names={names} query={query} base={base} />}
      </section>
      {query.id && <AlertPanel {...{ alert, names, base, path, query, mayWrite }} id={query.id} />}
    </div>
  )
}

async function listPage(ctx: Ctx, query: AlertsQuery, base: string): Promise<List> {
  const { state, severity, cursor } = query
  try {
    return await listAlerts(ctx, { limit: policy.api.pageSizeDefault, state, severity, cursor })
  } catch (thrown) {
    const isStaleCursor = cursor && thrown instanceof AppError && thrown.code === 'validation_failed'
    if (isStaleCursor) redirect(alertsHref(base, query, { cursor: undefined, trail: [] }))
    throw thrown
  }
}
