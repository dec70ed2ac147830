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
import { listRequests } from '@/lib/requests/list'
import type { RequestList as List } from '@/lib/requests/schema'
import { NoPermission } from '../../no-permission'
import { WebhooksOf } from '../../webhooks-of'
import { findRequestDetail } from '../find-request-detail'
import { keyNames } from '../key-names'
import { filterNames, RequestsQuery, requestsHref } from '../query'
import { NoCallsYet } from '../request-empty'
import { RequestFilters } from '../request-filters'
import { RequestList } from '../request-list'
import { RequestPanel } from '../request-panel'

export const metadata: Metadata = { title: 'Request log' }

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function RequestsPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'requests.read'))
    return <NoPermission ctx={ctx} permission="requests.read" screen="Request log" />
  const query = RequestsQuery.parse(await searchParams)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const origin = env().APP_ORIGIN
  const [list, call, keys] = await Promise.all([
    listPage(ctx, query, base),
    query.id ? findRequestDetail(ctx, query.id) : null,
    keyNames(ctx),
  ])
  const subject = call?.objects[0]
  const isFirstRun = list.data.length === 0 && !query.cursor && !filterNames.some((name) => query[name])
  return (
    <div className={cn('grid', query.id && 'lg:grid-cols-[minmax(0,1fr)_400px]')}>
      <section aria-labelledby="title" className={cn('min-w-0 p-5 md:px-6', query.id && 'max-lg:hidden')}>
        <header className="flex items-center justify-between gap-3">
          <h1 id="title" className="type-display text-2xl">
            Request log
          </h1>
          {isFirstRun && <LiveRefresh pending />}
        </header>
        <div className="pt-3.5 pb-2.5">
          {!isFirstRun && <RequestFilters base={base} query={query} keys={keys} />}
        </div>
        {isFirstRun ? (
          <NoCallsYet mode={mode} origin={origin} base={base} />
        ) : (
          <RequestList list={list} keys={keys} query={query} base={base} />
        )}
      </section>
      {query.id && (
        <RequestPanel
          {...{ call, keys, mode, base, query, origin }}
          id={query.id}
          webhooks={subject && <WebhooksOf subjectId={subject.id} {...{ ctx, base }} />}
        />
      )}
    </div>
  )
}

async function listPage(ctx: Ctx, query: RequestsQuery, base: string): Promise<List> {
  const { status, method, error, key, object, cursor } = query
  try {
    return await listRequests(ctx, {
      limit: policy.api.pageSizeDefault,
      status,
      method,
      errorCode: error,
      apiKeyId: key,
      object,
      cursor,
    })
  } catch (thrown) {
    const isStaleCursor = cursor && thrown instanceof AppError && thrown.code === 'validation_failed'
    if (isStaleCursor) redirect(requestsHref(base, query, { cursor: undefined, trail: [] }))
    throw thrown
  }
}
