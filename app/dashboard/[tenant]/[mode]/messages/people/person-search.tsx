import { Search, X } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { type PeopleQuery, peopleHref } from './query'

export function PersonSearch({ base, query }: { base: string; query: PeopleQuery }) {
  return (
    <Form action={`${base}/messages/people`} className="relative min-w-0 flex-1 md:max-w-72" role="search">
      <label htmlFor="person-search" className="sr-only">
        Name or phone number
      </label>
      <Search aria-hidden className="absolute start-2.5 top-1/2 size-3.5 -translate-y-1/2 text-ink-3" />
      <Input
        key={query.search ?? ''}
        id="person-search"
        name="search"
        type="text"
        maxLength={100}
        data-filter
        autoComplete="off"
        required
        placeholder="Name or phone number"
        defaultValue={query.search}
        className="h-8 ps-8 pe-8 text-sm placeholder:text-ink-3"
      />
      {query.search && (
        <Button
          asChild
          variant="quiet"
          size="tiny"
          className="absolute end-1 top-1/2 -translate-y-1/2"
          aria-label="Clear the search"
        >
          <Link href={peopleHref(base, query, { search: undefined })} prefetch={false}>
            <X aria-hidden className="size-3.5" />
          </Link>
        </Button>
      )}
    </Form>
  )
}
