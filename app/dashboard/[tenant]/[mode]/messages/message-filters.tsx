import { Search, X } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { FilterMenu } from '@/components/list/filter-menu'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Status } from '@/components/ui/status'
import { directions, messageTypes } from '@/lib/messages/list-schema'
import { type MessageStatus, messageStatuses } from '@/lib/messages/schema'
import { messageStatusLooks } from './message-status'
import { directionWords, typeWords } from './message-words'
import { type MessagesQuery, messagesHref, type PhoneFault } from './query'

type Props = { base: string; query: MessagesQuery; fault: PhoneFault | null; pending: boolean }

export function MessageFilters({ base, query, fault, pending }: Props) {
  const href = (change: Partial<MessagesQuery>) => messagesHref(base, query, change)
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <FilterMenu
          name="Status"
          value={query.status}
          chosen={query.status && messageStatusLooks[query.status].word.toLowerCase()}
          unset={{ href: href({ status: undefined }), label: 'Any status' }}
          options={messageStatuses.map((status) => ({
            value: status,
            href: href({ status }),
            label: <StatusLabel status={status} />,
          }))}
        />
        <FilterMenu
          name="Direction"
          value={query.direction}
          chosen={query.direction && directionWords[query.direction].toLowerCase()}
          unset={{ href: href({ direction: undefined }), label: 'Both directions' }}
          options={directions.map((direction) => ({
            value: direction,
            href: href({ direction }),
            label: directionWords[direction],
          }))}
        />
        <FilterMenu
          name="Type"
          value={query.type}
          chosen={query.type && typeWords[query.type].toLowerCase()}
          unset={{ href: href({ type: undefined }), label: 'Any type' }}
          options={messageTypes.map((type) => ({
            value: type,
            href: href({ type }),
            label: typeWords[type],
          }))}
        />
        <PersonFilter base={base} query={query} fault={fault} />
        <span className="ms-auto">
          <LiveRefresh pending={pending} />
        </span>
      </div>
      {fault && (
        <FieldError id="person-filter-fault">
          {fault.message}{' '}
          {fault.suggestion && (
            <Link className="font-semibold underline" href={href({ with: fault.suggestion })}>
              Search for {fault.suggestion}
            </Link>
          )}
        </FieldError>
      )}
    </div>
  )
}

function StatusLabel({ status }: { status: MessageStatus }) {
  const { tone, glyph, word } = messageStatusLooks[status]
  return (
    <Status tone={tone} glyph={glyph}>
      {word}
    </Status>
  )
}

type PersonProps = Pick<Props, 'base' | 'query' | 'fault'>

function PersonFilter({ base, query, fault }: PersonProps) {
  return (
    <Form
      action={`${base}/messages`}
      className="relative min-w-0 flex-1 max-md:order-last max-md:basis-full md:max-w-52"
      role="search"
    >
      {query.status && <input type="hidden" name="status" value={query.status} />}
      {query.type && <input type="hidden" name="type" value={query.type} />}
      {query.direction && <input type="hidden" name="direction" value={query.direction} />}
      <label htmlFor="person-filter" className="sr-only">
        Phone number of the person, exactly, in E.164
      </label>
      <Search aria-hidden className="absolute start-2.5 top-1/2 size-3.5 -translate-y-1/2 text-ink-3" />
      <Input
        key={query.with ?? ''}
        id="person-filter"
        name="with"
        type="tel"
        data-filter
        autoComplete="off"
        required
        placeholder="+14155550100"
        defaultValue={query.with}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? 'person-filter-fault' : undefined}
        className="type-mono h-8 ps-8 pe-8 text-xs placeholder:text-ink-3"
      />
      {query.with && (
        <Button
          asChild
          variant="quiet"
          size="tiny"
          className="absolute end-1 top-1/2 -translate-y-1/2"
          aria-label="Clear the phone number"
        >
          <Link href={messagesHref(base, query, { with: undefined })} prefetch={false}>
            <X aria-hidden className="size-3.5" />
          </Link>
        </Button>
      )}
    </Form>
  )
}
