import { FlightNode } from '@/components/flight-node'
import { formatDuration } from '@/components/format-duration'
import { CodeBlock } from '@/components/ui/code-block'
import { RelativeTime } from '@/components/ui/relative-time'
import { policy } from '@/lib/core/policy'
import type { AttemptObject, DeliveryDetail } from '@/lib/webhooks/delivery-schema'
import { answerWords, causeOf } from './delivery-words'

/** Each attempt, what was answered and why that was not enough; then when the next is due. */
export function AttemptTimeline({ delivery }: { delivery: DeliveryDetail }) {
  const { attempts, next_attempt_at: next, max_attempts: most, attempt_count: count } = delivery
  const [first] = attempts
  const last = attempts.at(-1)
  if (!first && !next) return null
  return (
    <ol aria-label="Attempts" className="grid">
      {attempts.map((attempt, index) => {
        const isRight = causeOf(attempt) === null
        const isLast = index === attempts.length - 1
        return (
          <FlightNode
            key={`${delivery.id} ${attempt.number}`}
            shape={isRight ? 'arrow' : 'bar'}
            colour={isRight ? 'text-primary' : next ? 'text-amber' : 'text-danger'}
            label={answerWords(attempt.status_code, attempt.error)}
            offset={offsetOf(attempt, first)}
            delayMilliseconds={index * 60}
            line={isLast ? (next ? 'ahead' : 'none') : 'flown'}
          >
            <p className="text-ink-3 text-xs">
              Attempt {attempt.number} of {most} · took {formatDuration(attempt.duration_ms)} ·{' '}
              <RelativeTime at={attempt.started_at} className="text-ink-2" />
            </p>
            <Told attempt={attempt} isOpen={attempt === last} />
          </FlightNode>
        )
      })}
      {next && (
        <FlightNode
          shape="outline"
          colour="text-control"
          label={<span className="font-medium">Attempt {count + 1}</span>}
          offset={<RelativeTime at={next} isAhead exact className="-my-1" />}
          details={[`of ${most}`]}
          delayMilliseconds={attempts.length * 60}
          line="none"
        />
      )}
    </ol>
  )
}

function offsetOf(attempt: AttemptObject, first: AttemptObject | undefined) {
  if (!first || attempt === first) return '0 s'
  const apart = Date.parse(attempt.started_at) - Date.parse(first.started_at)
  return `+${formatDuration(Math.max(0, apart))}`
}

function Told({ attempt, isOpen }: { attempt: AttemptObject; isOpen: boolean }) {
  const { response, request } = attempt
  const kilobytes = policy.webhooks.shownBytes / 1024
  return (
    <details open={isOpen} className="min-w-0">
      <summary className="min-h-6 cursor-pointer font-medium text-ink-2 text-xs">
        What was sent and answered
      </summary>
      <div className="grid gap-2 pt-1">
        <CodeBlock label="request headers" title="Request headers" code={headerLines(request.headers)} />
        {response ? (
          <>
            <CodeBlock
              label="response headers"
              title="Response headers"
              code={headerLines(response.headers)}
            />
            {response.body === '' ? (
              <p className="text-ink-2 text-xs">The answer had no body.</p>
            ) : (
              <CodeBlock
                label="response body"
                title={`Response body${response.truncated ? `, its first ${kilobytes} KB` : ''}`}
                code={response.body}
              />
            )}
          </>
        ) : (
          <p className="text-ink-2 text-xs">There was no answer.</p>
        )}
      </div>
    </details>
  )
}

function headerLines(headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return lines.length === 0 ? '(none)' : lines.join('\n')
}
