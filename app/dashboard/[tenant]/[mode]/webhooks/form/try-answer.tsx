import { formatDuration } from '@/components/format-duration'
import { cn } from '@/components/ui/cn'
import { type Glyph, Status, type Tone } from '@/components/ui/status'
import { attemptErrorWords } from '@/lib/webhooks/delivery-schema'
import type { TrialObject } from '@/lib/webhooks/endpoint-schema'

type Verdict = { tone: Tone; glyph: Glyph; title: string; meaning: string; border: string }

/** What the endpoint answered, and what we would have made of it had it been a delivery. */
export function TryAnswer({ trial }: { trial: TrialObject }) {
  const { tone, glyph, title, meaning, border } = verdictOf(trial)
  return (
    <div className={cn('grid min-w-0 gap-1.5 border-s-2 bg-sunken px-3 py-2.5 text-sm', border)}>
      <p className="flex flex-wrap items-center justify-between gap-x-3">
        <Status tone={tone} glyph={glyph}>
          {title}
        </Status>
        {trial.duration_ms !== null && (
          <span className="type-mono text-ink-3 text-xs">{formatDuration(trial.duration_ms)}</span>
        )}
      </p>
      <p className="text-ink-2">{meaning}</p>
      {trial.body && (
        <pre className="type-mono max-h-40 overflow-y-auto whitespace-pre-wrap break-all rounded-md border bg-surface px-2.5 py-2 text-[0.6875rem] text-ink-2">
          {trial.body}
        </pre>
      )}
    </div>
  )
}

function verdictOf({ status_code: status, error }: TrialObject): Verdict {
  if (status === null)
    return {
      ...looks.failed,
      title: 'No answer',
      meaning: `${error ? attemptErrorWords[error] : 'Nothing came back'}. A delivery would be tried again.`,
    }
  const title = `Answered ${status}`
  if (status >= 200 && status < 300)
    return { ...looks.done, title, meaning: 'Any 2xx counts as delivered. This endpoint is ready.' }
  if (status >= 300 && status < 400)
    return {
      ...looks.attention,
      title,
      meaning: 'It redirects, and we follow none. Enter the address that it leads to.',
    }
  if (status === 410)
    return {
      ...looks.failed,
      title,
      meaning: 'It says that it is gone for good. A delivery answered like this disables the endpoint.',
    }
  return {
    ...looks.failed,
    title,
    meaning: 'Only a 2xx counts as delivered. A delivery answered like this would be tried again.',
  }
}

const looks = {
  done: { tone: 'done', glyph: 'check', border: 'border-primary' },
  attention: { tone: 'attention', glyph: 'bang', border: 'border-iris' },
  failed: { tone: 'failed', glyph: 'bang', border: 'border-danger' },
} as const
