import { Filter, History, KeyRound, type LucideIcon, ScrollText, ShieldCheck } from 'lucide-react'
import { nav, screenPath } from './nav'
import { NavLink } from './nav-link'

const icons: Record<string, LucideIcon> = {
  otps: ShieldCheck,
  'fraud-guard': Filter,
  'api-keys': KeyRound,
  requests: ScrollText,
  'audit-log': History,
}

export function BottomBar({ base }: { base: string }) {
  const items = nav.flatMap((group) => group.items)
  return (
    <nav
      aria-label="Main"
      className="sticky bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {items.map((item) => {
        const Icon = icons[item.segment]
        return (
          <NavLink
            key={item.segment}
            href={screenPath(base, item)}
            segment={item.segment}
            className="-mt-px grid h-14 place-content-center justify-items-center gap-0.5 border-transparent border-t-2 font-medium text-ink-2 text-xs aria-[current]:border-primary aria-[current]:text-ink"
          >
            {Icon && <Icon aria-hidden className="size-5" />}
            {item.label}
          </NavLink>
        )
      })}
    </nav>
  )
}
