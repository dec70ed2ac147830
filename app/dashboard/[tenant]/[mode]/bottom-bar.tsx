import {
  Filter,
  House,
  KeyRound,
  type LucideIcon,
  ScrollText,
  Settings,
  ShieldCheck,
  Users,
} from 'lucide-react'
import type { Role } from '@/lib/core/context'
import { BottomMore } from './bottom-more'
import { itemsFor, screenPath } from './nav'
import { NavLink } from './nav-link'

const icons: Record<string, LucideIcon> = {
  '': House,
  otps: ShieldCheck,
  'fraud-guard': Filter,
  'api-keys': KeyRound,
  requests: ScrollText,
  team: Users,
  settings: Settings,
}
const places = 5

/** As many as there is room for; what is left is one press further. */
export function BottomBar({ base, role }: { base: string; role: Role }) {
  const items = itemsFor(role)
  const shown = items.length > places ? items.slice(0, places - 1) : items
  return (
    <nav
      aria-label="Main"
      className="sticky bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {shown.map((item) => {
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
      {shown.length < items.length && <BottomMore base={base} items={items.slice(shown.length)} />}
    </nav>
  )
}
