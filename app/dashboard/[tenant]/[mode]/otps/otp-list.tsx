import { Paging } from '@/components/list/paging'
import type { OtpList as List } from '@/lib/otp/schema'
import { NothingFound } from './otp-empty'
import { OtpTable } from './otp-table'
import { type OtpsQuery, pagesOf } from './query'

export function OtpList({ list, query, base }: { list: List; query: OtpsQuery; base: string }) {
  if (list.data.length === 0) return <NothingFound query={query} base={base} />
  return (
    <>
      <OtpTable otps={list.data} base={base} query={query} />
      <Paging {...pagesOf(base, query, list.next_cursor)} />
    </>
  )
}
