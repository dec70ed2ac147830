import Link from 'next/link'
import type { ReactNode } from 'react'
import { Acknowledge } from '@/components/alerts/acknowledge'
import { AlertStatus } from '@/components/alerts/alert-status'
import type { SubjectNames } from '@/components/alerts/alert-subject'
import { IdText } from '@/components/id-text'
import { Button } from '@/components/ui/button'
import { findRule } from '@/lib/alerts/rule-schema'
import type { AlertObject } from '@/lib/alerts/schema'
import { whoMay } from '@/lib/core/permissions'
import { nav, screenPath } from '../nav'
import { AlertFacts } from './alert-facts'

type Props = {
  alert: AlertObject
  names: SubjectNames
  base: string
  path: string
  mayWrite: boolean
  corner?: ReactNode
  /** On a page of its own there is room for whole ids. */
  wide?: boolean
}

export function AlertDetail({ alert, names, base, path, mayWrite, corner, wide }: Props) {
  const rule = findRule(alert.rule)
  const isBack =
    alert.acknowledged_at !== null && Date.parse(alert.last_seen_at) > Date.parse(alert.acknowledged_at)
  return (
    <div className="grid content-start gap-5">
      <header className="grid gap-1.5">
        <div className="flex items-start justify-between gap-3">
          <h2 className="type-display pt-1 text-[1.0625rem] leading-6">{alert.title}</h2>
          {corner}
        </div>
        <p role="status" className="text-sm">
          <AlertStatus alert={alert} />
        </p>
        <IdText id={alert.id} noun="alert id" whole={wide} className="text-ink-3" />
      </header>
      {rule && <p className="max-w-[64ch] text-ink-2">{rule.explanation}</p>}
      <AlertFacts alert={alert} names={names} whole={wide} />
      {rule && (
        <section aria-labelledby="advice" className="grid max-w-[64ch] gap-2">
          <h3 id="advice" className="font-semibold text-sm">
            What to do
          </h3>
          <p className="text-ink-2">{rule.advice}</p>
          <ScreenLinks screens={rule.screens} base={base} />
        </section>
      )}
      {isBack && <p className="text-ink-2 text-sm">It was seen again after somebody had acknowledged it.</p>}
      {alert.state === 'open' &&
        (mayWrite ? (
          <Acknowledge path={`${path}/${alert.id}/acknowledge`} />
        ) : (
          <p className="text-ink-3 text-xs">To acknowledge it: {whoMay('alerts.write').toLowerCase()}</p>
        ))}
    </div>
  )
}

/** Those screens that there are. */
function ScreenLinks({ screens, base }: { screens: readonly string[]; base: string }) {
  const items = nav.flatMap((group) => group.items).filter(({ segment }) => screens.includes(segment))
  if (items.length === 0) return null
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      {items.map((item) => (
        <Button key={item.segment} asChild size="small">
          <Link href={screenPath(base, item)} prefetch={false}>
            Open {item.label}
          </Link>
        </Button>
      ))}
    </div>
  )
}
