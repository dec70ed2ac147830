import { Status } from '@/components/ui/status'
import type { DryRun } from '@/lib/messages/send-schema'

/** What would become of the message: nothing was sent. */
export function Verdict({ verdict }: { verdict: DryRun }) {
  const { would_send, refusal, window, category, suppression, template, limits, uses_fallback } = verdict
  const facts = [
    window && ['Window', window.open ? 'open' : 'closed: only templates'],
    category && ['Category', category],
    ['Opt-out', suppression ? `${suppression.scope} · ${suppression.reason}` : 'none'],
    template && ['Template', `${template.name} · ${template.language} · ${template.state}`],
    uses_fallback && ['Sent as', 'the fallback template'],
    limits && [
      'Limit',
      limits.people_left === null ? 'unlimited' : `${limits.people_left} more people in 24 hours`,
    ],
  ].filter((fact): fact is [string, string] => Array.isArray(fact))
  return (
    <section
      role="status"
      aria-label="Verdict"
      className={`grid gap-1.5 border-s-2 px-3 py-2.5 text-sm ${would_send ? 'border-primary bg-soft' : 'border-danger bg-danger-soft'}`}
    >
      <h3>
        {would_send ? (
          <Status tone="done" glyph="check">
            It would be sent
          </Status>
        ) : (
          <Status tone="failed" glyph="bang">
            It would be refused{refusal && `: ${refusal.title}`}
          </Status>
        )}
      </h3>
      {refusal?.detail && <p className="text-ink-2">{refusal.detail}</p>}
      {refusal?.errors.map(({ path, message, fix }) => (
        <p key={path + message} className="text-ink-2">
          <span className="type-mono text-xs">{path}</span> {message} {fix}
        </p>
      ))}
      <dl className="grid grid-cols-[5rem_1fr] text-xs">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="[overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      {refusal && <p className="type-mono text-[0.6875rem] text-ink-2">{refusal.code}</p>}
    </section>
  )
}
