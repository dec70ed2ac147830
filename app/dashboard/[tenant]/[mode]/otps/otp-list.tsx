import type { OtpList as List } from '@/lib/otp/schema'
import { NothingFound } from './otp-empty'
import { OtpTable } from './otp-table'
import { Paging } from './paging'
import type { OtpsQuery } from './query'

export function OtpList({ list, query, base }: { list: List; query: OtpsQuery; base: string }) {
  if (list.data.length === 0) return <NothingFound query={query} base={base} />
  return (
    <>
      <OtpTable otps={list.data} base={base} query={query} />
      <Paging list={list} base={base} query={query} />
    </>
  )
}
