import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Paging } from '@/components/list/paging'
import { EmptyState } from '@/components/ui/empty-state'
import { AppError } from '@/lib/core/errors'
import type { Operator } from '@/lib/core/operator'
import { policy } from '@/lib/core/policy'
import { requireOperator } from '@/lib/http/require-operator'
import { listTenants } from '@/lib/tenants/list-tenants'
import { pagesOf, TenantsQuery, tenantsHref } from './query'
import { TenantFilters } from './tenant-filters'
import { TenantTable } from './tenant-table'

export const metadata: Metadata = { title: 'Tenants' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function TenantsPage({ searchParams }: Props) {
  const operator = await requireOperator()
  const query = TenantsQuery.parse(await searchParams)
  const { data, next_cursor } = await listPage(operator, query)
  return (
    <section aria-labelledby="title" className="grid gap-4">
      <h1 id="title" className="type-display text-2xl">
        Tenants
      </h1>
      <TenantFilters query={query} />
      {data.length > 0 ? (
        <div>
          <TenantTable tenants={data} />
          <Paging {...pagesOf(query, next_cursor)} />
        </div>
      ) : (
        <EmptyState title="No such tenant">
          <p>A search looks at the slug, the name, and the addresses of the people.</p>
        </EmptyState>
      )}
    </section>
  )
}

async function listPage(operator: Operator, query: TenantsQuery) {
  const { search, status, cursor } = query
  try {
    return await listTenants(operator, { limit: policy.api.pageSizeDefault, search, status, cursor })
  } catch (error) {
    const isStaleCursor = cursor && error instanceof AppError && error.code === 'validation_failed'
    if (isStaleCursor) redirect(tenantsHref(query, { cursor: undefined, trail: [] }))
    throw error
  }
}
