import type { CSSProperties, ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

export type NodeShape = 'arrow' | 'bar' | 'outline'
type Props = {
  shape: NodeShape
  colour: string
  label: ReactNode
  offset?: ReactNode
  details?: (string | null | undefined)[]
  delayMilliseconds: number
  line: 'flown' | 'ahead' | 'none'
  /** What there is to open below it. */
  children?: ReactNode
}

export function FlightNode({
  shape,
  colour,
  label,
  offset,
  details = [],
  delayMilliseconds,
  line,
  children,
}: Props) {
  const notes = details.filter(Boolean)
  const delay: CSSProperties & Record<'--delay', string> = { '--delay': `${delayMilliseconds}ms` }
  return (
    <li
      className="relative grid animate-land [animation-delay:var(--delay)] grid-cols-[26px_minmax(0,1fr)_auto] gap-x-2 pb-4 last:pb-0"
      style={delay}
    >
      {line !== 'none' && <DashedLine className={line === 'flown' ? colour : 'text-line'} />}
      <svg
        aria-hidden
        viewBox="0 0 17 17"
        className={cn('relative mt-px size-[17px] rtl:-scale-x-100', colour)}
      >
        {shapes[shape]}
      </svg>
      <span className="font-semibold">
        {label}
        {shape === 'outline' && <span className="sr-only"> (still to come)</span>}
      </span>
      <span className="type-mono whitespace-nowrap pt-0.5 text-xs">{offset}</span>
      {notes.length > 0 && (
        <span className="col-start-2 text-ink-3 text-xs [overflow-wrap:anywhere]">{notes.join(' · ')}</span>
      )}
      {children && <div className="col-span-2 col-start-2 min-w-0">{children}</div>}
    </li>
  )
}

const arrow = 'M0 0 17 8.5 0 17 4.4 8.5Z'
const shapes: Record<NodeShape, ReactNode> = {
  arrow: <path d={arrow} fill="currentColor" />,
  bar: <path d="M0 5.5h17v6H0Z" fill="currentColor" />,
  outline: (
    <>
      <path d={arrow} fill="var(--surface)" />
      <path d="M1.7 2 15 8.5 1.7 15l3.3-6.5Z" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
}

function DashedLine({ className }: { className: string }) {
  return (
    <svg
      aria-hidden
      className={cn('absolute start-[7px] top-[19px] h-[calc(100%-20px)] w-[3px] overflow-hidden', className)}
    >
      <line x1="1.5" x2="1.5" y1="0" y2="400" stroke="currentColor" strokeWidth="3" strokeDasharray="5 3" />
    </svg>
  )
}
