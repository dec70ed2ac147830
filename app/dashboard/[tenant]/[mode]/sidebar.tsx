import type { ReactNode } from 'react'
import { Wordmark } from '@/components/brand'
import { Kbd } from '@/components/ui/kbd'
import type { Role } from '@/lib/core/context'
import { type NavMarks, navFor, screenPath } from './nav'
import { NavLink } from './nav-link'
import { NavMark } from './nav-mark'

type Props = {
  base: string
  role: Role
  marks: NavMarks
  workspace: ReactNode
  modeSwitch: ReactNode
  footer: ReactNode
}

const link =
  'relative flex h-8 items-center justify-between rounded-md px-2.5 font-medium text-ink-2 transition-colors hover:text-ink ' +
  'aria-[current]:bg-surface aria-[current]:text-ink aria-[current]:before:absolute aria-[current]:before:inset-y-0 ' +
  'aria-[current]:before:start-0 aria-[current]:before:border-primary aria-[current]:before:border-s-2'

export function Sidebar({ base, role, marks, workspace, modeSwitch, footer }: Props) {
  return (
    <div className="sticky top-(--banner) hidden h-[calc(100dvh-var(--banner))] flex-col border-e bg-sunken md:flex">
      <div className="grid gap-3 px-2.5 pt-4 pb-3">
        <Wordmark className="px-2.5" />
        {workspace}
        {modeSwitch}
      </div>
      <nav aria-label="Main" className="min-h-0 flex-1 overflow-y-auto px-2.5 pb-3">
        {navFor(role).map(({ title, items }) => (
          <div key={title}>
            {title && (
              <h2 className="type-mono px-2.5 pt-4 pb-2 text-[0.625rem] text-ink-3 leading-none">{title}</h2>
            )}
            <ul>
              {items.map((item) => (
                <li key={item.segment}>
                  <NavLink href={screenPath(base, item)} segment={item.segment} className={link}>
                    <span className="flex items-center gap-2">
                      {item.label}
                      <NavMark count={marks[item.segment]} />
                    </span>
                    <Kbd className="uppercase">g {item.key}</Kbd>
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="border-t p-2.5">{footer}</div>
    </div>
  )
}
