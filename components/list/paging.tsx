import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'

/** The ways to the pages beside this one; nothing where there are none. */
export function Paging({ newer, older }: { newer: string | null; older: string | null }) {
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
