import { ArrowLeft, Maximize2, X } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { PanelFocus } from '@/components/list/panel-focus'
import { Button } from '@/components/ui/button'

type Props = {
  label: string
  /** What the URL asks for, whether it is there or not. */
  asked: string
  /** The id of what is shown. */
  id: string | undefined
  closed: string
  list: string
  children: ReactNode
}

/** Beside the list where there is room, in its place where there is not. */
export function DetailPanel({ label, asked, id, closed, list, children }: Props) {
  return (
    <aside
      aria-label={label}
      data-panel
      data-id={id}
      className="min-w-0 px-5 pt-3 pb-6 md:px-[18px] lg:sticky lg:top-(--banner) lg:h-[calc(100dvh-var(--banner))] lg:w-[400px] lg:overflow-y-auto lg:border-s lg:bg-surface lg:pt-4"
    >
      <PanelFocus key={asked} />
      <Button asChild variant="quiet" className="-ms-3 mb-2 lg:hidden">
        <Link href={closed} prefetch={false} scroll={false}>
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> {list}
        </Link>
      </Button>
      {children}
    </aside>
  )
}

/** In place of what the URL asks for and this mode of this workspace does not have. */
export function NothingThere({
  title,
  closed,
  children,
}: {
  title: string
  closed: string
  children: ReactNode
}) {
  return (
    <div className="grid gap-2">
      <div className="flex items-start justify-between">
        <h2 className="type-display pt-1 text-[1.0625rem]">{title}</h2>
        <PanelCorner closed={closed} />
      </div>
      <p className="text-ink-2 [overflow-wrap:anywhere]">{children}</p>
    </div>
  )
}

export function PanelCorner({ closed, page }: { closed: string; page?: string }) {
  return (
    <span className="flex pointer-coarse:-my-1.5">
      {page && (
        <Button asChild variant="quiet" size="icon" aria-label="Open as a page" title="Open as a page">
          <Link href={page} prefetch={false}>
            <Maximize2 aria-hidden className="size-3.5" />
          </Link>
        </Button>
      )}
      <Button
        asChild
        variant="quiet"
        size="icon"
        aria-label="Close the panel"
        title="Close"
        className="max-lg:hidden"
      >
        <Link href={closed} prefetch={false} scroll={false} data-close-panel>
          <X aria-hidden className="size-4" />
        </Link>
      </Button>
    </span>
  )
}
