import Link from 'next/link'
import { cn } from '@/components/ui/cn'

const tabs = [
  { name: 'people', label: 'People', segment: '' },
  { name: 'opt-outs', label: 'Opt-outs', segment: '/opt-outs' },
  { name: 'import', label: 'Import', segment: '/import' },
] as const
export type ContactTab = (typeof tabs)[number]['name']

type Props = { base: string; current: ContactTab; mayWrite: boolean }

/** The views of who there is to write to. Each is a page of its own. */
export function ContactTabs({ base, current, mayWrite }: Props) {
  return (
    <nav aria-label="Contacts" className="flex gap-1 border-b">
      {tabs
        .filter(({ name }) => mayWrite || name !== 'import')
        .map(({ name, label, segment }) => (
          <Link
            key={name}
            href={`${base}/contacts${segment}`}
            prefetch={false}
            aria-current={name === current ? 'page' : undefined}
            className={cn(
              '-mb-px inline-flex h-8 items-center border-transparent border-b-2 px-2.5 font-medium text-ink-2 text-sm transition-colors hover:text-ink pointer-coarse:h-11',
              name === current && 'border-primary text-ink',
            )}
          >
            {label}
          </Link>
        ))}
    </nav>
  )
}
