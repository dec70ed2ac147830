import { Search } from 'lucide-react'
import Form from 'next/form'
import { FilterMenu } from '@/components/list/filter-menu'
import { Input } from '@/components/ui/input'
import { type TenantsQuery, tenantsHref } from './query'

export function TenantFilters({ query }: { query: TenantsQuery }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterMenu
        name="State"
        value={query.status}
        chosen={query.status}
        unset={{ href: tenantsHref(query, { status: undefined }), label: 'Any state' }}
        options={(['active', 'suspended'] as const).map((status) => ({
          value: status,
          href: tenantsHref(query, { status }),
          label: <span className="first-letter:uppercase">{status}</span>,
        }))}
      />
      <Form action="/ops/tenants" role="search" className="relative min-w-0 flex-1 md:max-w-80">
        {query.status && <input type="hidden" name="status" value={query.status} />}
        <label htmlFor="tenant-search" className="sr-only">
          Slug, name or address
        </label>
        <Search aria-hidden className="absolute start-2.5 top-1/2 size-3.5 -translate-y-1/2 text-ink-3" />
        <Input
          key={query.search ?? ''}
          id="tenant-search"
          name="search"
          type="search"
          maxLength={200}
          placeholder="Slug, name or address"
          defaultValue={query.search}
          className="h-8 ps-8 text-sm placeholder:text-ink-3"
        />
      </Form>
    </div>
  )
}
