import { formatDuration } from '@/components/format-duration'
import { cn } from '@/components/ui/cn'
import { StatusGlyph } from '@/components/ui/status'
import { policy } from '@/lib/core/policy'
import type { OtpSummary } from '@/lib/otp/summary-schema'
import { percent } from './percent'

const looks = {
  good: { glyph: 'check', colour: 'text-primary', words: 'All good: ' },
  attention: { glyph: 'bang', colour: 'text-danger', words: 'Codes are being lost: ' },
  quiet: { glyph: 'dot', colour: 'text-ink-2', words: '' },
} as const

export function StateSentence({ summary }: { summary: OtpSummary }) {
  const { glyph, colour, words } = looks[summary.state]
  return (
    <p className="flex items-baseline gap-2.5 font-semibold text-lg">
      <span className={cn('translate-y-px', colour)}>
        <StatusGlyph glyph={glyph} />
      </span>
      <span>
        {words}
        {factsOf(summary)}
      </span>
    </p>
  )
}

function factsOf({ state, stateOf, total }: OtpSummary): string {
  const day = `last ${policy.home.hours} hours`
  if (state === 'quiet')
    return total.accepted > 0 ? 'The first are on their way.' : `Nothing was sent in the ${day}.`
  const { period, deliveredRatio, medianMs } = stateOf
  const median = medianMs === null ? '' : `, median ${formatDuration(medianMs)}`
  return `${percent(deliveredRatio)} delivered${median}, ${period === 'hour' ? 'last hour' : day}.`
}
