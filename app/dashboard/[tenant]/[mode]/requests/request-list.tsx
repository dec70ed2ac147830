import { Paging } from '@/components/list/paging'
import { policy } from '@/lib/core/policy'
import type { RequestList as List } from '@/lib/requests/schema'
import { pagesOf, type RequestsQuery } from './query'
import { NothingFound } from './request-empty'
import { RequestTable } from './request-table'
import type { KeyNames } from './request-words'

type Props = { list: List; keys: KeyNames; query: RequestsQuery; base: string }

export function RequestList({ list, keys, query, base }: Props) {
  if (list.data.length === 0) return <NothingFound keys={keys} query={query} base={base} />
  return (
    <>
      <RequestTable calls={list.data} keys={keys} base={base} query={query} />
      {!list.has_more && (
        <p className="pt-3 text-ink-3 text-xs">
          Calls are kept for {policy.retention.requestDays} days; older ones are deleted.
        </p>
      )}
      <Paging {...pagesOf(base, query, list.next_cursor)} />
    </>
  )
}
