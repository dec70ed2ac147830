import Link from 'next/link'
import type { ReactNode } from 'react'
import { FlightPath } from '@/components/flight-path'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { EmptyState } from '@/components/ui/empty-state'
import type { Mode } from '@/lib/core/context'
import { curlOf, firstRequest } from './compose/request-code'
import { messageStatusLooks } from './message-status'
import { directionWords, typeWords } from './message-words'
import { isFiltered, type MessagesQuery, messagesHref, noFilters } from './query'

const stops = ['Accepted', 'Sent to Meta', 'Delivered', 'Read']

type FirstRun = { mode: Mode; origin: string; action: ReactNode }

export function NoMessagesYet({ mode, origin, action }: FirstRun) {
  return (
    <div className="grid items-start gap-x-12 border-t pt-8 lg:grid-cols-[minmax(0,64ch)_220px]">
      <EmptyState title={mode === 'test' ? 'No test messages yet' : 'No messages yet'} action={action}>
        <p>
          What you send and what people write to you shows up here, each with its flight path and with how
          long you may answer freely.
        </p>
      </EmptyState>
      <div className="row-span-2 border-s-2 ps-6 max-lg:hidden">
        <FlightPath timeline={[]} ahead={stops} />
      </div>
      <div className="grid max-w-[64ch] gap-2 pt-8">
        <p className="text-ink-2">Or send it from your code:</p>
        <CodeBlock code={curlOf(firstRequest(mode), origin)} label="curl command" title="Send with curl" />
      </div>
    </div>
  )
}

export function NothingFound({ query, base }: { query: MessagesQuery; base: string }) {
  const filters = [
    query.status && `is ${messageStatusLooks[query.status].word.toLowerCase()}`,
    query.direction && `is ${directionWords[query.direction].toLowerCase()}`,
    query.type && `has the type ${typeWords[query.type].toLowerCase()}`,
    query.with && `is from or to ${query.with}`,
  ].filter(Boolean)
  const filtered = isFiltered(query)
  return (
    <div className="border-t pt-8">
      <EmptyState
        title={filtered ? 'Nothing matches these filters' : 'No older messages'}
        action={
          <Button asChild>
            <Link href={messagesHref(base, query, noFilters)}>
              {filtered ? 'Clear filters' : 'Go to the newest'}
            </Link>
          </Button>
        }
      >
        {filtered && <p>No message of this mode {filters.join(' and ')}.</p>}
      </EmptyState>
    </div>
  )
}
