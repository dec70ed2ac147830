import { Folded } from './folded'

type Link = { href: string; label: string; method?: string }
type Props = { sections: { title: string; links: Link[] }[] }

/** Beside the text where there is room, and folded above it where there is none. */
export function Contents({ sections }: Props) {
  return (
    <>
      <nav
        aria-label="Operations"
        className="sticky top-14 max-h-[calc(100dvh-3.5rem)] self-start overflow-y-auto py-12 max-lg:hidden"
      >
        <Sections sections={sections} />
      </nav>
      <Folded title="On this page" className="mt-4 rounded-md border bg-sunken px-3 py-2 lg:hidden">
        <nav aria-label="Operations" className="pt-2 pb-1">
          <Sections sections={sections} />
        </nav>
      </Folded>
    </>
  )
}

function Sections({ sections }: Props) {
  return (
    <div className="grid gap-5">
      {sections.map(({ title, links }) => (
        <div key={title}>
          <p className="pb-1 font-semibold text-ink-3 text-xs">{title}</p>
          <ul>
            {links.map(({ href, label, method }) => (
              <li key={href}>
                <a
                  href={href}
                  className="flex min-h-7 items-baseline gap-2 py-1 text-ink-2 text-sm hover:text-ink pointer-coarse:min-h-11 pointer-coarse:items-center"
                >
                  {method && (
                    <span className="type-mono w-9 shrink-0 text-[0.625rem] text-ink-3">{method}</span>
                  )}
                  <span className="min-w-0 break-words">{label}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
