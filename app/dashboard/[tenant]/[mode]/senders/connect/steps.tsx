import { IdText } from '@/components/id-text'
import { type Glyph, Status, type Tone } from '@/components/ui/status'
import type { ConnectionObject, StepState } from '@/lib/senders/connection-schema'
import { stepWords } from './outcome-words'

const looks: Record<StepState, { tone: Tone; glyph: Glyph; word: string }> = {
  to_come: { tone: 'ended', glyph: 'dot', word: 'To come' },
  running: { tone: 'moving', glyph: 'arrow', word: 'Running' },
  done: { tone: 'done', glyph: 'check', word: 'Done' },
  skipped: { tone: 'ended', glyph: 'slash', word: 'Not needed' },
  waiting_on_meta: { tone: 'attention', glyph: 'clock', word: 'Waiting on Meta' },
  needs_you: { tone: 'attention', glyph: 'bang', word: 'Needs you' },
  failed: { tone: 'failed', glyph: 'bang', word: 'Failed' },
}

/** What is done, what runs and what is to come, with Meta's own words and trace id where it said something. */
export function Steps({ steps }: { steps: ConnectionObject['steps'] }) {
  return (
    <ol aria-label="Steps" className="border-t">
      {steps.map(({ step, state, detail, fbtrace_id }) => (
        <li
          key={step}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 border-b py-2 text-sm"
        >
          <span className={state === 'to_come' ? 'text-ink-3' : 'font-semibold'}>{stepWords[step]}</span>
          <Status tone={looks[state].tone} glyph={looks[state].glyph}>
            {looks[state].word}
          </Status>
          {detail && (
            <p className="col-span-2 text-ink-2 [overflow-wrap:anywhere]">
              {state === 'done' ? detail : `Meta: ${detail}`}
            </p>
          )}
          {fbtrace_id && (
            <span className="col-span-2 flex items-center gap-2 text-ink-3 text-xs">
              Trace id <IdText id={fbtrace_id} noun="trace id" whole />
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
