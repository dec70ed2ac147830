import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import type { OtpList } from '@/lib/otp/schema'
import { newerHref, type OtpsQuery, olderHref } from './query'

type Props = { list: OtpList; base: string; query: OtpsQuery }

export function Paging({ list, base, query }: Props) {
  const newer = newerHref(base, query)
  const older = list.next_cursor ? olderHref(base, query, list.next_cursor) : null
  if (!newer && !older) return null
  return (
    <nav aria-label="Pages" className="flex justify-end gap-2 pt-4">
      {newer && (
        <Button asChild>
          <Link href={newer} prefetch={false}>
            <ChevronLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Newer
          </Link>
        </Button>
      )}
      {older && (
        <Button asChild>
          <Link href={older} prefetch={false}>
            Older <ChevronRight aria-hidden className="size-4 rtl:-scale-x-100" />
          </Link>
        </Button>
      )}
    </nav>
  )
}
