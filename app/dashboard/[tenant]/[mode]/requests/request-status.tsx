import { type Glyph, Status, type Tone } from '@/components/ui/status'

type Look = { tone: Tone; glyph: Glyph; word: string }

export const statusClassLooks = {
  '2xx': { tone: 'done', glyph: 'check', word: 'Succeeded' },
  '4xx': { tone: 'attention', glyph: 'slash', word: 'Refused' },
  '5xx': { tone: 'failed', glyph: 'bang', word: 'Failed' },
} as const satisfies Record<string, Look>

const words: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No content',
  404: 'Not found',
  409: 'Conflict',
}

export function RequestStatus({ status }: { status: number }) {
  const { tone, glyph, word } = lookOf(status)
  return (
    <Status tone={tone} glyph={glyph}>
      <span className="tabular-nums">{status}</span> {words[status] ?? word}
    </Status>
  )
}

function lookOf(status: number): Look {
  if (status >= 500) return statusClassLooks['5xx']
  if (status === 429) return { tone: 'attention', glyph: 'clock', word: 'Limited' }
  return status >= 400 ? statusClassLooks['4xx'] : statusClassLooks['2xx']
}
