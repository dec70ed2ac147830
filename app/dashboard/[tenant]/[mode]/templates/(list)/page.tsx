import type { Metadata } from 'next'
import Link from 'next/link'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { listTemplateGroups } from '@/lib/templates/list-groups'
import { NoPermission } from '../../no-permission'
import { matches, TemplatesQuery } from '../query'
import { SyncNow } from '../sync-now'
import { NoSenderYet, NoTemplatesYet, NothingFound } from '../template-empty'
import { TemplateFilters } from '../template-filters'
import { TemplateTable } from '../template-table'

export const metadata: Metadata = { title: 'Templates' }

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function TemplatesPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'templates.read'))
    return <NoPermission ctx={ctx} permission="templates.read" screen="Templates" />
  const query = TemplatesQuery.parse(await searchParams)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const { accounts, groups, isCut } = await listTemplateGroups(ctx)
  const found = groups.filter((group) => matches(group, query))
  const mayWrite = may(user.role, 'templates.write')
  const hasAny = groups.length > 0
  // The account that was read longest ago speaks for all.
  const [oldest = null] = accounts
    .map(({ synced_at }) => synced_at)
    .sort((a, b) => (a ?? '').localeCompare(b ?? ''))
  const pending = groups.some(({ templates }) => templates.some(({ status }) => status === 'pending'))
  return (
    <section aria-labelledby="title" className="min-w-0 p-5 md:px-6">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h1 id="title" className="type-display text-2xl">
          Templates
        </h1>
        {mayWrite && accounts.length > 0 && (
          <div className="flex flex-wrap gap-2">
            <Button asChild>
              <Link href={`${base}/templates/new`}>Write a template</Link>
            </Button>
            {hasAny && (
              <Button asChild variant="primary">
                <Link href={`${base}/templates/otp`}>Create OTP template</Link>
              </Button>
            )}
          </div>
        )}
      </header>
      <div className="flex flex-wrap items-center gap-2 pt-3.5 pb-2.5">
        {hasAny && <TemplateFilters base={base} query={query} />}
        {mode === 'live' && accounts.length > 0 && (
          <>
            {mayWrite && (
              <SyncNow path={`/api/dashboard/${tenant.slug}/${mode}/templates`} syncedAt={oldest} />
            )}
            <span role="status" className="text-ink-3 text-xs">
              {oldest ? (
                <>
                  Synced <RelativeTime at={oldest} />
                </>
              ) : (
                'Not synced yet'
              )}
            </span>
          </>
        )}
        <span className="ms-auto">
          <LiveRefresh pending={pending} />
        </span>
      </div>
      {accounts.length === 0 && !hasAny && <NoSenderYet base={base} />}
      {accounts.length > 0 && !hasAny && <NoTemplatesYet base={base} mayWrite={mayWrite} />}
      {hasAny && found.length === 0 && <NothingFound base={base} query={query} />}
      {found.length > 0 && <TemplateTable groups={found} base={base} />}
      {isCut && (
        <p className="pt-3 text-ink-3 text-xs">
          The newest 1,000 languages are shown; the API lists them all.
        </p>
      )}
    </section>
  )
}
