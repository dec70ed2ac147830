import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { EmptyState } from '@/components/ui/empty-state'
import type { Mode } from '@/lib/core/context'
import { type ContactsQuery, contactsHref, isFiltered, noFilters } from './query'

type FirstRun = { mode: Mode; origin: string; base: string; create: ReactNode; mayWrite: boolean }

export function NoContactsYet({ mode, origin, base, create, mayWrite }: FirstRun) {
  return (
    <div className="grid gap-8 pt-6">
      <EmptyState
        title={mode === 'test' ? 'No test contacts yet' : 'No contacts yet'}
        action={
          mayWrite && (
            <>
              {create}
              <Button asChild>
                <Link href={`${base}/contacts/import`} prefetch={false}>
                  Import a CSV file
                </Link>
              </Button>
            </>
          )
        }
      >
        <p>
          People who write to you become contacts by themselves. Others you add: one by one, from a file, or
          from your code.
        </p>
      </EmptyState>
      <div className="grid max-w-[64ch] gap-2">
        <p className="text-ink-2">From your code:</p>
        <CodeBlock code={createCurl(origin)} label="curl command" title="Create with curl" />
      </div>
    </div>
  )
}

function createCurl(origin: string): string {
  return [
    `curl ${origin}/api/v1/contacts \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"phone":"+14155550100","name":"Ana Keller","tags":["customer"]}'`,
  ].join('\n')
}

export function NothingFound({ query, base }: { query: ContactsQuery; base: string }) {
  const filters = [
    query.q && `begins with “${query.q}”`,
    query.tag && `has the tag ${query.tag}`,
    query.opted && (query.opted === 'out' ? 'has opted out' : 'is reachable'),
  ].filter(Boolean)
  const filtered = isFiltered(query)
  return (
    <div className="border-t pt-8">
      <EmptyState
        title={filtered ? 'Nothing matches these filters' : 'No older contacts'}
        action={
          <Button asChild>
            <Link href={contactsHref(base, query, noFilters)}>
              {filtered ? 'Clear filters' : 'Go to the newest'}
            </Link>
          </Button>
        }
      >
        {filtered && (
          <p className="[overflow-wrap:anywhere]">No contact of this mode {filters.join(' and ')}.</p>
        )}
      </EmptyState>
    </div>
  )
}
