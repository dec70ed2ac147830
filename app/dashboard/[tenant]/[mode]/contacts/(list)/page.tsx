import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Paging } from '@/components/list/paging'
import { TakeFile } from '@/components/list/take-file'
import { cn } from '@/components/ui/cn'
import { listContacts } from '@/lib/contacts/list'
import { ContactFilter, type ContactList } from '@/lib/contacts/schema'
import type { Ctx } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { may } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import { NoPermission } from '../../no-permission'
import { ContactDialog } from '../contact-dialog'
import { NoContactsYet, NothingFound } from '../contact-empty'
import { ContactFilters } from '../contact-filters'
import { ContactPanel } from '../contact-panel'
import { ContactTable } from '../contact-table'
import { ContactTabs } from '../contact-tabs'
import { findContact } from '../find-contact'
import { ContactsQuery, contactsHref, filterOf, isFiltered, pagesOf } from '../query'

export const metadata: Metadata = { title: 'Contacts' }

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ContactsPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'contacts.read'))
    return <NoPermission ctx={ctx} permission="contacts.read" screen="Contacts" />
  const query = ContactsQuery.parse(await searchParams)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const [list, contact] = await Promise.all([
    listPage(ctx, query, base),
    query.id ? findContact(ctx, query.id) : null,
  ])
  const mayWrite = may(user.role, 'contacts.write')
  const isFirstRun = list.data.length === 0 && !query.cursor && !isFiltered(query)
  const create = mayWrite && <ContactDialog base={base} />
  return (
    <div className={cn('grid', query.id && 'lg:grid-cols-[minmax(0,1fr)_400px]')}>
      <section aria-labelledby="title" className={cn('min-w-0 p-5 md:px-6', query.id && 'max-lg:hidden')}>
        <header className="flex flex-wrap items-center justify-between gap-3 pb-2">
          <h1 id="title" className="type-display text-2xl">
            Contacts
          </h1>
          {!isFirstRun && (
            <div className="flex flex-wrap items-center justify-end gap-2">
              <TakeFile path={`/api${base}/contacts/export`} body={filterOf(query)}>
                Export CSV
              </TakeFile>
              {create}
            </div>
          )}
        </header>
        <ContactTabs base={base} current="people" mayWrite={mayWrite} />
        {isFirstRun ? (
          <NoContactsYet {...{ mode, base, create, mayWrite }} origin={env().APP_ORIGIN} />
        ) : (
          <>
            <div className="pt-3.5 pb-2.5">
              <ContactFilters base={base} query={query} />
            </div>
            {list.data.length === 0 ? (
              <NothingFound query={query} base={base} />
            ) : (
              <>
                <ContactTable contacts={list.data} base={base} query={query} />
                <Paging {...pagesOf(base, query, list.next_cursor)} />
              </>
            )}
          </>
        )}
      </section>
      {query.id && <ContactPanel {...{ contact, mode, base, query, mayWrite }} id={query.id} />}
    </div>
  )
}

async function listPage(ctx: Ctx, query: ContactsQuery, base: string): Promise<ContactList> {
  const { opted_out, ...filter } = ContactFilter.parse(filterOf(query))
  try {
    return await listContacts(ctx, {
      ...filter,
      ...(opted_out === undefined ? {} : { optedOut: opted_out }),
      limit: policy.api.pageSizeDefault,
      cursor: query.cursor,
    })
  } catch (thrown) {
    const isStaleCursor = query.cursor && thrown instanceof AppError && thrown.code === 'validation_failed'
    if (isStaleCursor) redirect(contactsHref(base, query, { cursor: undefined, trail: [] }))
    throw thrown
  }
}
