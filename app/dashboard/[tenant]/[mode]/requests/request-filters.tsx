import { X } from 'lucide-react'
import Link from 'next/link'
import { IdText } from '@/components/id-text'
import { FilterMenu } from '@/components/list/filter-menu'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Button } from '@/components/ui/button'
import { Status } from '@/components/ui/status'
import { errorTable } from '@/lib/core/errors'
import { requestMethods, statusClasses } from '@/lib/requests/schema'
import { type RequestsQuery, requestsHref } from './query'
import { statusClassLooks } from './request-status'
import { type KeyNames, nameOfKey } from './request-words'

type Props = { base: string; query: RequestsQuery; keys: KeyNames }

/** A call that ends in one of these has no tenant yet, or was made by the dashboard. */
const neverLogged = new Set(
  'api_key_missing api_key_invalid https_required method_not_allowed cross_origin_refused role_missing session_missing signature_invalid'.split(
    ' ',
  ),
)
const codes = Object.keys(errorTable).filter((code) => !neverLogged.has(code))

export function RequestFilters({ base, query, keys }: Props) {
  const { status, method, error, key, object } = query
  const href = (change: Partial<RequestsQuery>) => requestsHref(base, query, change)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterMenu
        name="Status"
        first
        value={status}
        chosen={status && statusClassLooks[status].word.toLowerCase()}
        unset={{ href: href({ status: undefined }), label: 'Any status' }}
        options={statusClasses.map((value) => ({
          value,
          href: href({ status: value }),
          label: labelOf(value),
        }))}
      />
      <FilterMenu
        name="Method"
        value={method}
        chosen={method}
        unset={{ href: href({ method: undefined }), label: 'Any method' }}
        options={requestMethods.map((value) => ({ value, href: href({ method: value }), label: value }))}
      />
      <FilterMenu
        name="Key"
        value={key}
        chosen={key && nameOfKey(keys, key)}
        unset={{ href: href({ key: undefined }), label: 'Any key' }}
        options={[...keys].map(([value, label]) => ({ value, href: href({ key: value }), label }))}
      />
      <FilterMenu
        name="Error"
        value={error}
        chosen={error}
        unset={{ href: href({ error: undefined }), label: 'Any error, or none' }}
        options={codes.map((value) => ({ value, href: href({ error: value }), label: mono(value) }))}
      />
      {object && (
        <span className="inline-flex items-center gap-1 rounded-md border border-primary bg-soft ps-3 text-primary text-sm">
          About <IdText id={object} noun="object id" />
          <Button asChild variant="quiet" size="tiny" aria-label="Show calls about anything">
            <Link href={href({ object: undefined })} prefetch={false}>
              <X aria-hidden className="size-3.5" />
            </Link>
          </Button>
        </span>
      )}
      <span className="ms-auto">
        <LiveRefresh pending={false} />
      </span>
    </div>
  )
}

function labelOf(name: keyof typeof statusClassLooks) {
  const { tone, glyph, word } = statusClassLooks[name]
  return (
    <Status tone={tone} glyph={glyph}>
      {word} <span className="font-normal text-ink-3">{name}</span>
    </Status>
  )
}

function mono(text: string) {
  return <span className="type-mono text-xs">{text}</span>
}
