import { AlertSubject, type SubjectNames } from '@/components/alerts/alert-subject'
import { Fact, Facts } from '@/components/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import type { AlertObject } from '@/lib/alerts/schema'

type Props = { alert: AlertObject; names: SubjectNames; whole?: boolean | undefined }

const number = new Intl.NumberFormat('en')

export function AlertFacts({ alert, names, whole }: Props) {
  const by = alert.acknowledged_by && (names.get(alert.acknowledged_by) ?? alert.acknowledged_by)
  return (
    <Facts>
      <Fact name="About">
        <AlertSubject subject={alert.subject} names={names} whole={whole} />
      </Fact>
      <Fact name="Count">
        <span className="tabular-nums">{number.format(alert.count)}</span>
      </Fact>
      <Fact name="First seen">
        <RelativeTime at={alert.first_seen_at} className="text-start" />
      </Fact>
      <Fact name="Last seen">
        <RelativeTime at={alert.last_seen_at} className="text-start" />
      </Fact>
      {Object.entries(alert.facts)
        .filter(([name]) => !silent.has(name))
        .map(([name, value]) => (
          <Fact key={name} name={wordsOf(name)}>
            {typeof value === 'number' ? (
              <span className="tabular-nums">{number.format(value)}</span>
            ) : (
              String(value)
            )}
          </Fact>
        ))}
      {alert.acknowledged_at && (
        <Fact name="Acknowledged">
          <span className="inline-flex flex-wrap gap-x-2">
            <RelativeTime at={alert.acknowledged_at} className="text-start" />
            {by && <span className="text-ink-2">by {by}</span>}
          </span>
        </Fact>
      )}
    </Facts>
  )
}

/** What rules need and nobody wants to read. */
const silent = new Set(['role', 'counted_by'])

function wordsOf(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
