import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { FilterMenu } from '@/components/list/filter-menu'
import { Paging } from '@/components/list/paging'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { listSuppressions } from '@/lib/contacts/list-suppressions'
import { suppressionReasons, suppressionScopes } from '@/lib/contacts/schema'
import type { SuppressionList } from '@/lib/contacts/suppression-schema'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { may } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import { NoPermission } from '../../no-permission'
import { ContactTabs } from '../contact-tabs'
import { reasonWords, scopeWords } from '../contact-words'
import { AddOptOut } from './add-opt-out'
import { OptOutTable } from './opt-out-table'
import { OptOutsQuery, optOutsHref, pagesOf } from './query'

export const metadata: Metadata = { title: 'Opt-outs' }

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function OptOutsPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'contacts.read'))
    return <NoPermission ctx={ctx} permission="contacts.read" screen="Contacts" />
  const query = OptOutsQuery.parse(await searchParams)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const path = `/api${base}/suppressions`
  const list = await listPage(ctx, query, base)
  const mayWrite = may(user.role, 'contacts.write')
  const isFiltered = Boolean(query.reason || query.scope)
  const isFirstRun = list.data.length === 0 && !query.cursor && !isFiltered
  const add = mayWrite && <AddOptOut path={path} />
  return (
    <section aria-labelledby="title" className="min-w-0 p-5 md:px-6">
      <header className="flex flex-wrap items-center justify-between gap-3 pb-2">
        <h1 id="title" className="type-display text-2xl">
          Contacts
        </h1>
        {!isFirstRun && add}
      </header>
      <ContactTabs base={base} current="opt-outs" mayWrite={mayWrite} />
      {isFirstRun ? (
        <div className="pt-6">
          <EmptyState title="Nobody has opted out" action={add}>
            <p>
              Whoever writes STOP to you, in any of many languages, is added here, and so is whoever switches
              marketing off in WhatsApp. Messages to them are refused. An opt-out outlives the contact.
            </p>
          </EmptyState>
        </div>
      ) : (
        <>
          <Filters base={base} query={query} />
          {list.data.length === 0 ? (
            <NothingFound href={optOutsHref(base, query, { reason: undefined, scope: undefined })} />
          ) : (
            <>
              <OptOutTable suppressions={list.data} path={path} mayWrite={mayWrite} />
              <Paging {...pagesOf(base, query, list.next_cursor)} />
            </>
          )}
        </>
      )}
    </section>
  )
}

function Filters({ base, query }: { base: string; query: OptOutsQuery }) {
  return (
    <div className="flex flex-wrap gap-2 pt-3.5 pb-2.5">
      <FilterMenu
        first
        name="Why"
        value={query.reason}
        chosen={query.reason && reasonWords[query.reason].toLowerCase()}
        unset={{ href: optOutsHref(base, query, { reason: undefined }), label: 'Any reason' }}
        options={suppressionReasons.map((reason) => ({
          value: reason,
          label: reasonWords[reason],
          href: optOutsHref(base, query, { reason }),
        }))}
      />
      <FilterMenu
        name="Held back"
        value={query.scope}
        chosen={query.scope && scopeWords[query.scope].toLowerCase()}
        unset={{ href: optOutsHref(base, query, { scope: undefined }), label: 'Anything' }}
        options={suppressionScopes.map((scope) => ({
          value: scope,
          label: scopeWords[scope],
          href: optOutsHref(base, query, { scope }),
        }))}
      />
    </div>
  )
}

function NothingFound({ href }: { href: string }) {
  return (
    <div className="border-t pt-8">
      <EmptyState
        title="Nothing matches these filters"
        action={
          <Button asChild>
            <Link href={href}>Clear filters</Link>
          </Button>
        }
      >
        <p>Nobody of this mode has opted out like that.</p>
      </EmptyState>
    </div>
  )
}

async function listPage(ctx: Ctx, query: OptOutsQuery, base: string): Promise<SuppressionList> {
  const { reason, scope, cursor } = query
  try {
    return await listSuppressions(ctx, { limit: policy.api.pageSizeDefault, reason, scope, cursor })
  } catch (thrown) {
    const isStaleCursor = cursor && thrown instanceof AppError && thrown.code === 'validation_failed'
    if (isStaleCursor) redirect(optOutsHref(base, query, { cursor: undefined, trail: [] }))
    throw thrown
  }
}
