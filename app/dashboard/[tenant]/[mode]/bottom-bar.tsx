import { Bell, Filter, KeyRound, type LucideIcon, ScrollText, ShieldCheck } from 'lucide-react'
import { type NavMarks, nav, screenPath } from './nav'
import { NavLink } from './nav-link'
import { NavMark } from './nav-mark'

const icons: Record<string, LucideIcon> = {
  otps: ShieldCheck,
  'fraud-guard': Filter,
  'api-keys': KeyRound,
  requests: ScrollText,
  alerts: Bell,
}

export function BottomBar({ base, marks }: { base: string; marks: NavMarks }) {
  // What is for now and then is in the account's menu: a thumb has room for few.
  const items = nav.filter(({ title }) => title !== 'Account').flatMap((group) => group.items)
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
            <span className="relative justify-self-center">
              {Icon && <Icon aria-hidden className="size-5" />}
              <NavMark count={marks[item.segment]} className="absolute -end-3 -top-1" />
            </span>
            {item.label}
          </NavLink>
        )
      })}
    </nav>
  )
}
