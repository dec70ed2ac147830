import { type Glyph, Status, type Tone } from '@/components/ui/status'
import type { AlertObject, Severity } from '@/lib/alerts/schema'

type Look = { tone: Tone; glyph: Glyph; word: string }

export const severityLooks: Record<Severity, Look> = {
  critical: { tone: 'failed', glyph: 'bang', word: 'Critical' },
  warning: { tone: 'attention', glyph: 'slash', word: 'Warning' },
  notice: { tone: 'moving', glyph: 'dot', word: 'Notice' },
}

export function SeverityStatus({ severity }: { severity: Severity }) {
  const { tone, glyph, word } = severityLooks[severity]
  return (
    <Status tone={tone} glyph={glyph}>
      {word}
    </Status>
  )
}

/** How bad it is, until somebody sees to it. */
export function AlertStatus({ alert }: { alert: Pick<AlertObject, 'severity' | 'state'> }) {
  if (alert.state === 'open') return <SeverityStatus severity={alert.severity} />
  return (
    <Status tone="ended" glyph="check">
      Acknowledged
    </Status>
  )
}
