import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Paging } from '@/components/list/paging'
import { cn } from '@/components/ui/cn'
import { getChainState, listActors, listAuditEntries } from '@/lib/audit/list'
import { idsToName } from '@/lib/audit/name-of'
import type { AuditList } from '@/lib/audit/schema'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { may } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import { nameActors } from '@/lib/keys/name-actors'
import { NoPermission } from '../../no-permission'
import { ChainLine } from '../chain-line'
import { NothingDoneYet, NothingFound } from '../entry-empty'
import { EntryFilters } from '../entry-filters'
import { EntryPanel } from '../entry-panel'
import { EntryTable } from '../entry-table'
import { ExportLog } from '../export-log'
import { findEntry } from '../find-entry'
import { AuditQuery, auditHref, filterNames, filterOf, pagesOf } from '../query'

export const metadata: Metadata = { title: 'Audit log' }

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AuditLogPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'audit.read'))
    return <NoPermission ctx={ctx} permission="audit.read" screen="Audit log" />
  const query = AuditQuery.parse(await searchParams)
  const workspace = `/dashboard/${tenant.slug}`
  const base = `${workspace}/${mode}`
  const [list, entry, chain, actors] = await Promise.all([
    listPage(ctx, query, base),
    query.id ? findEntry(ctx, query.id) : null,
    getChainState(ctx),
    listActors(ctx),
  ])
  const named = [...actors, ...list.data.map(({ actor }) => actor), ...(entry ? [entry.actor] : [])]
  const names = await nameActors(ctx, idsToName(named))
  const isFirstRun = list.data.length === 0 && !query.cursor && !filterNames.some((name) => query[name])
  return (
    <div className={cn('grid', query.id && 'lg:grid-cols-[minmax(0,1fr)_400px]')}>
      <section aria-labelledby="title" className={cn('min-w-0 p-5 md:px-6', query.id && 'max-lg:hidden')}>
        <header className="flex flex-wrap items-center justify-between gap-3">
          <h1 id="title" className="type-display text-2xl">
            Audit log
          </h1>
          {!isFirstRun && (
            <ExportLog
              path={`/api/dashboard/${tenant.slug}/${mode}/audit-log/export`}
              filter={filterOf(query)}
            />
          )}
        </header>
        {!isFirstRun && (
          <div className="grid gap-3.5 pt-1.5 pb-2.5">
            <ChainLine chain={chain} />
            <EntryFilters {...{ base, query, actors, names }} now={new Date()} />
          </div>
        )}
        {isFirstRun ? (
          <div className="pt-3.5">
            <NothingDoneYet base={base} />
          </div>
        ) : list.data.length === 0 ? (
          <NothingFound {...{ query, names, base }} />
        ) : (
          <>
            <EntryTable entries={list.data} {...{ names, base, query }} />
            <Paging {...pagesOf(base, query, list.next_cursor)} />
          </>
        )}
      </section>
      {query.id && <EntryPanel {...{ entry, names, chain, workspace, base, query }} id={query.id} />}
    </div>
  )
}

async function listPage(ctx: Ctx, query: AuditQuery, base: string): Promise<AuditList> {
  try {
    return await listAuditEntries(ctx, {
      ...filterOf(query),
      limit: policy.audit.pageSize,
      cursor: query.cursor,
    })
  } catch (thrown) {
    const isStaleCursor = query.cursor && thrown instanceof AppError && thrown.code === 'validation_failed'
    if (isStaleCursor) redirect(auditHref(base, query, { cursor: undefined, trail: [] }))
    throw thrown
  }
}
