'use client'

import { ArrowDown } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'

type Props = {
  /** The newest message, and how many are shown: by these it is known what has come in. */
  lastId: string | null
  ids: readonly string[]
  children: ReactNode
}

/** Keeps to the end while that is looked at; whoever reads further up is not moved, and told what has come in. */
export function ThreadScroll({ lastId, ids, children }: Props) {
  const end = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const [seen, setSeen] = useState(lastId)
  const unseen = seen === null ? 0 : ids.length - 1 - ids.lastIndexOf(seen)

  useEffect(() => {
    const target = end.current
    if (!target) return
    const observer = new IntersectionObserver(([entry]) => {
      isAtEnd.current = entry?.isIntersecting ?? false
      if (isAtEnd.current) setSeen(lastId)
    })
    observer.observe(target)
    return () => observer.disconnect()
  }, [lastId])

  useEffect(() => {
    if (isAtEnd.current && lastId !== null) end.current?.scrollIntoView({ block: 'end' })
  }, [lastId])

  return (
    <div className="relative grid grid-cols-[minmax(0,1fr)] content-start gap-4 py-4">
      {children}
      <div ref={end} className="h-px scroll-mb-48" />
      {unseen > 0 && (
        <div role="status" className="sticky bottom-52 z-10 grid justify-items-center">
          <Button
            variant="primary"
            onClick={() => end.current?.scrollIntoView({ block: 'end', behavior: 'smooth' })}
          >
            <ArrowDown aria-hidden className="size-3.5" /> {unseen} new · show
          </Button>
        </div>
      )}
    </div>
  )
}
