export type NavItem = { label: string; segment: string; key: string }
export type NavGroup = { title: string | null; items: NavItem[] }

/** What there is to go to. `key` is what follows `g` on the keyboard. */
export const nav: NavGroup[] = [
  {
    title: null,
    items: [
      { label: 'OTPs', segment: 'otps', key: 'o' },
      { label: 'Fraud guard', segment: 'fraud-guard', key: 'f' },
    ],
  },
  {
    title: 'Developers',
    items: [
      { label: 'API keys', segment: 'api-keys', key: 'k' },
      { label: 'Request log', segment: 'requests', key: 'l' },
    ],
  },
  {
    title: 'Account',
    items: [{ label: 'Audit log', segment: 'audit-log', key: 'y' }],
  },
]

export function screenPath(base: string, item: NavItem): string {
  return `${base}/${item.segment}`
}
