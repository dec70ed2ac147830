import type { ReactNode } from 'react'
import type { Mode } from '@/lib/core/context'
import type { OtpList as List } from '@/lib/otp/schema'
import { NoOtpsYet, NothingFound } from './otp-empty'
import { OtpTable } from './otp-table'
import { Paging } from './paging'
import type { OtpsQuery } from './query'

type Props = {
  list: List
  query: OtpsQuery
  base: string
  mode: Mode
  origin: string
  send: ReactNode
  hasFault: boolean
}

export function OtpList({ list, query, base, mode, origin, send, hasFault }: Props) {
  if (hasFault) return null
  if (list.data.length > 0)
    return (
      <>
        <OtpTable otps={list.data} base={base} query={query} />
        <Paging list={list} base={base} query={query} />
      </>
    )
  const isFirstRun = !query.status && !query.to && !query.cursor
  return isFirstRun ? (
    <NoOtpsYet mode={mode} origin={origin} action={send} />
  ) : (
    <NothingFound query={query} base={base} />
  )
}
