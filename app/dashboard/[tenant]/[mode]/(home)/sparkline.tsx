type Props = {
  /** One an hour, oldest first; null where there was nothing. */
  bars: (number | null)[]
  /** Parts of one, and so measured by one; else by the highest. */
  ofOne: boolean
}

const width = 9
const height = 32

/** A shape to glance at; the same in numbers is in the table of hours. */
export function Sparkline({ bars, ofOne }: Props) {
  const top = ofOne ? 1 : Math.max(1, ...bars.map((bar) => bar ?? 0))
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${bars.length * width} ${height}`}
      preserveAspectRatio="none"
      className="h-8 w-full"
    >
      <path className="fill-control" d={bars.map((bar, index) => (bar ? '' : column(index, 1))).join('')} />
      <path
        className="fill-primary"
        d={bars.map((bar, index) => (bar ? column(index, Math.max(2, (bar / top) * height)) : '')).join('')}
      />
    </svg>
  )
}

function column(index: number, tall: number): string {
  return `M${index * width} ${height}v${-tall}h${width - 2}v${tall}z`
}
