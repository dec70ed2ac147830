import Link from 'next/link'

type Props = { tags: string[]; most?: number; hrefOf?: (tag: string) => string }

const look = 'max-w-40 truncate rounded-sm border bg-sunken px-1.5 py-px text-ink-2 text-xs'

/** Tags as small plates; where there are many, how many more. */
export function TagList({ tags, most = tags.length, hrefOf }: Props) {
  const rest = tags.length - most
  return (
    <span className="flex flex-wrap items-center gap-1">
      {tags.slice(0, most).map((tag) =>
        hrefOf ? (
          <Link
            key={tag}
            href={hrefOf(tag)}
            prefetch={false}
            className={`${look} hover:border-ink-2 hover:text-ink`}
          >
            {tag}
          </Link>
        ) : (
          <span key={tag} className={look}>
            {tag}
          </span>
        ),
      )}
      {rest > 0 && <span className="text-ink-3 text-xs">{rest} more</span>}
    </span>
  )
}
