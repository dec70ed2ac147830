import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { actionGroups } from '@/lib/audit/action-schema'
import { modeWords, type Names, whenWords } from './entry-words'
import { type AuditQuery, auditHref, noFilters } from './query'

export function NothingDoneYet({ base }: { base: string }) {
  return (
    <div className="border-t pt-8">
      <EmptyState
        title="Nothing has been changed yet"
        action={
          <Button asChild variant="primary">
            <Link href={`${base}/api-keys`}>Go to API keys</Link>
          </Button>
        }
      >
        <p>
          Every change that somebody makes here is written down: who made it, what was before and after, from
          which address. Entries are chained and signed, so that not even we can change one unseen. Create or
          revoke an API key, and it is the first.
        </p>
      </EmptyState>
    </div>
  )
}

type NothingProps = { query: AuditQuery; names: Names; base: string }

export function NothingFound({ query, names, base }: NothingProps) {
  const filters = [
    query.actor && `by ${names.get(query.actor) ?? query.actor}`,
    query.group && `about ${actionGroups[query.group]}`,
    query.target && `done to ${query.target}`,
    query.in && (query.in === 'neither' ? 'of neither mode' : `in ${modeWords[query.in].toLowerCase()} mode`),
    whenWords(query),
  ].filter(Boolean)
  const isFiltered = filters.length > 0
  return (
    <div className="border-t pt-8">
      <EmptyState
        title={isFiltered ? 'Nothing matches these filters' : 'No older entries'}
        action={
          <Button asChild>
            <Link href={auditHref(base, query, noFilters)}>
              {isFiltered ? 'Clear filters' : 'Go to the newest'}
            </Link>
          </Button>
        }
      >
        {isFiltered && <p className="[overflow-wrap:anywhere]">No entry {filters.join(', ')}.</p>}
      </EmptyState>
    </div>
  )
}
