import Link from 'next/link'
import { SeverityStatus } from '@/components/alerts/alert-status'
import { alertRules, ruleIds } from '@/lib/alerts/rule-schema'

/** The rules that watch over this workspace, in a line each. */
export function WatchingRules() {
  const rules = ruleIds.map((id) => ({ id, ...alertRules[id] })).filter((rule) => rule.for !== 'house')
  return (
    <>
      <ul className="border-t">
        {rules.map(({ id, title, severity }) => (
          <li key={id} className="flex min-h-8 items-center justify-between gap-4 border-b py-1 text-sm">
            {title}
            <SeverityStatus severity={severity} />
          </li>
        ))}
      </ul>
      <p className="text-sm">
        Warnings and critical alerts are mailed to the owners.{' '}
        <Link href="/docs/alerts" className="font-semibold text-ink underline underline-offset-4">
          What each rule looks at
        </Link>
      </p>
    </>
  )
}
