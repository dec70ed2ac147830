import {
  Bell,
  BookUser,
  Filter,
  History,
  House,
  KeyRound,
  LayoutTemplate,
  type LucideIcon,
  MessageSquare,
  ScrollText,
  Settings,
  ShieldCheck,
  Smartphone,
  UserLock,
  Users,
  Webhook,
} from 'lucide-react'
import type { Role } from '@/lib/core/context'
import { BottomMore } from './bottom-more'
import { itemsFor, type NavMarks, screenPath } from './nav'
import { NavLink } from './nav-link'
import { NavMark } from './nav-mark'

const icons: Record<string, LucideIcon> = {
  '': House,
  otps: ShieldCheck,
  messages: MessageSquare,
  contacts: BookUser,
  templates: LayoutTemplate,
  senders: Smartphone,
  'fraud-guard': Filter,
  'api-keys': KeyRound,
  webhooks: Webhook,
  requests: ScrollText,
  alerts: Bell,
  team: Users,
  security: UserLock,
  settings: Settings,
  'audit-log': History,
}
const places = 5

type Props = { base: string; role: Role; marks: NavMarks }

/** As many as there is room for; what is left is one press further. */
export function BottomBar({ base, role, marks }: Props) {
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
            <span className="relative justify-self-center">
              {Icon && <Icon aria-hidden className="size-5" />}
              <NavMark count={marks[item.segment]} className="absolute -end-3 -top-1" />
            </span>
            {item.label}
          </NavLink>
        )
      })}
      {shown.length < items.length && <BottomMore base={base} items={items.slice(shown.length)} />}
    </nav>
  )
}
