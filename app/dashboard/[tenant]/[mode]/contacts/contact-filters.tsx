import { Search, X } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { FilterMenu } from '@/components/list/filter-menu'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { type ContactsQuery, contactsHref } from './query'

const opted = [
  { value: 'in', label: 'Reachable' },
  { value: 'out', label: 'Opted out' },
] as const

export function ContactFilters({ base, query }: { base: string; query: ContactsQuery }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField base={base} query={query} />
      <FilterMenu
        name="Messages"
        value={query.opted}
        chosen={opted.find(({ value }) => value === query.opted)?.label.toLowerCase()}
        unset={{ href: contactsHref(base, query, { opted: undefined }), label: 'Reachable or not' }}
        options={opted.map(({ value, label }) => ({
          value,
          label,
          href: contactsHref(base, query, { opted: value }),
        }))}
      />
      {query.tag && (
        <Button
          asChild
          className="border-primary bg-soft text-primary hover:border-primary hover:text-primary"
        >
          <Link href={contactsHref(base, query, { tag: undefined })} prefetch={false}>
            <span className="max-w-48 truncate">Tag: {query.tag}</span>
            <X aria-hidden className="size-3.5" />
            <span className="sr-only">Clear the tag</span>
          </Link>
        </Button>
      )}
    </div>
  )
}

function SearchField({ base, query }: { base: string; query: ContactsQuery }) {
  return (
    <Form
      action={`${base}/contacts`}
      className="relative min-w-0 flex-1 max-md:basis-full md:max-w-72"
      role="search"
    >
      {query.tag && <input type="hidden" name="tag" value={query.tag} />}
      {query.opted && <input type="hidden" name="opted" value={query.opted} />}
      <label htmlFor="contact-search" className="sr-only">
        Name, email or phone number
      </label>
      <Search aria-hidden className="absolute start-2.5 top-1/2 size-3.5 -translate-y-1/2 text-ink-3" />
      <Input
        key={query.q ?? ''}
        id="contact-search"
        name="q"
        data-filter
        autoComplete="off"
        placeholder="Name, email or number"
        defaultValue={query.q}
        className="h-8 ps-8 pe-8 text-sm placeholder:text-ink-3"
      />
      {query.q && (
        <Button
          asChild
          variant="quiet"
          size="tiny"
          className="absolute end-1 top-1/2 -translate-y-1/2"
          aria-label="Clear the search"
        >
          <Link href={contactsHref(base, query, { q: undefined })} prefetch={false}>
            <X aria-hidden className="size-3.5" />
          </Link>
        </Button>
      )}
    </Form>
  )
}
