export type NavItem = { label: string; segment: string; key: string }
export type NavGroup = { title: string | null; items: NavItem[] }

/** What there is to go to; Home has no segment of its own. `key` is what follows `g` on the keyboard. */
export const nav: NavGroup[] = [
  {
    title: null,
    items: [
      { label: 'Home', segment: '', key: 'h' },
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
]

export function screenPath(base: string, item: Pick<NavItem, 'segment'>): string {
  return item.segment === '' ? base : `${base}/${item.segment}`
}
