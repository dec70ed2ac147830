import type { Role } from '@/lib/core/context'
import { may, type Permission } from '@/lib/core/permissions'

/** `permission` is what it takes to open it; what has none is open to every member. */
export type NavItem = { label: string; segment: string; key: string; permission?: Permission }
export type NavGroup = { title: string | null; items: NavItem[] }

/** What there is to go to; Home has no segment of its own. `key` is what follows `g` on the keyboard. */
export const nav: NavGroup[] = [
  {
    title: null,
    items: [
      { label: 'Home', segment: '', key: 'h' },
      { label: 'OTPs', segment: 'otps', key: 'o', permission: 'otp.read' },
      { label: 'Messages', segment: 'messages', key: 'm', permission: 'messages.read' },
      { label: 'Contacts', segment: 'contacts', key: 'c', permission: 'contacts.read' },
      { label: 'Templates', segment: 'templates', key: 't', permission: 'templates.read' },
      { label: 'Senders', segment: 'senders', key: 's', permission: 'senders.read' },
      { label: 'Fraud guard', segment: 'fraud-guard', key: 'f', permission: 'guard.read' },
    ],
  },
  {
    title: 'Developers',
    items: [
      { label: 'API keys', segment: 'api-keys', key: 'k', permission: 'keys.read' },
      { label: 'Webhooks', segment: 'webhooks', key: 'w', permission: 'webhooks.read' },
      { label: 'Request log', segment: 'requests', key: 'l', permission: 'requests.read' },
    ],
  },
  {
    title: 'Account',
    items: [
      { label: 'Alerts', segment: 'alerts', key: 'a', permission: 'alerts.read' },
      { label: 'Team', segment: 'team', key: 'e', permission: 'team.read' },
      { label: 'Security', segment: 'security', key: 'y' },
      { label: 'Audit log', segment: 'audit-log', key: 'u', permission: 'audit.read' },
      { label: 'Settings', segment: 'settings', key: 'i' },
    ],
  },
]

/** How much waits for somebody on a screen, by its segment. */
export type NavMarks = Readonly<Record<string, number>>

/** What this role may open. A group that is left without items is left out. */
export function navFor(role: Role): NavGroup[] {
  return nav
    .map(({ title, items }) => ({ title, items: items.filter((item) => isOpenTo(role, item)) }))
    .filter(({ items }) => items.length > 0)
}

export function itemsFor(role: Role): NavItem[] {
  return navFor(role).flatMap(({ items }) => items)
}

export function screenPath(base: string, item: Pick<NavItem, 'segment'>): string {
  return item.segment === '' ? base : `${base}/${item.segment}`
}

function isOpenTo(role: Role, { permission }: NavItem): boolean {
  return permission === undefined || may(role, permission)
}
