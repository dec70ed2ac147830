import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { EmptyState } from '@/components/ui/empty-state'
import type { Mode } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { noFilters, type RequestsQuery, requestsHref } from './query'
import { statusClassLooks } from './request-status'
import { type KeyNames, nameOfKey } from './request-words'

/** The call reads the log itself: it sends nothing, and is the first that stands in it. */
export function NoCallsYet({ mode, origin, base }: { mode: Mode; origin: string; base: string }) {
  return (
    <div className="grid max-w-[64ch] gap-6 border-t pt-8">
      <EmptyState title={mode === 'test' ? 'No test calls yet' : 'No live calls yet'}>
        <p>
          Every call that your {mode} keys make shows up here for {policy.retention.requestDays} days: what
          was sent, what was answered, and why it was refused. Codes and keys are left out when it is written.
        </p>
      </EmptyState>
      <div className="grid gap-2">
        <p className="text-ink-2">
          This one fills it, with{' '}
          <Link href={`${base}/api-keys`} className="underline underline-offset-4">
            a {mode} key
          </Link>
          :
        </p>
        <CodeBlock
          label="curl command"
          title="Read the log with curl"
          code={`curl ${origin}/api/v1/requests \\\n  -H "Authorization: Bearer $HAWKSEND_API_KEY"`}
        />
      </div>
    </div>
  )
}

type NothingProps = { query: RequestsQuery; keys: KeyNames; base: string }

export function NothingFound({ query, keys, base }: NothingProps) {
  const filters = [
    query.status && statusClassLooks[query.status].word.toLowerCase(),
    query.method && `was a ${query.method}`,
    query.error && `was refused as ${query.error}`,
    query.key && `used the key ${nameOfKey(keys, query.key)}`,
    query.object && `was about ${query.object}`,
  ].filter(Boolean)
  const isFiltered = filters.length > 0
  return (
    <div className="border-t pt-8">
      <EmptyState
        title={isFiltered ? 'Nothing matches these filters' : 'No older calls'}
        action={
          <Button asChild>
            <Link href={requestsHref(base, query, noFilters)}>
              {isFiltered ? 'Clear filters' : 'Go to the newest'}
            </Link>
          </Button>
        }
      >
        <p className="[overflow-wrap:anywhere]">
          {isFiltered && `No call of this mode ${filters.join(' and ')}. `}Calls are kept for{' '}
          {policy.retention.requestDays} days.
        </p>
      </EmptyState>
    </div>
  )
}
