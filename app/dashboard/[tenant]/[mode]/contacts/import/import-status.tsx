import { type Glyph, Status, type Tone } from '@/components/ui/status'
import type { ImportStatus } from '@/lib/contacts/import-schema'

const looks: Record<ImportStatus, { tone: Tone; glyph: Glyph; word: string }> = {
  preview: { tone: 'attention', glyph: 'clock', word: 'Not started' },
  queued: { tone: 'moving', glyph: 'clock', word: 'Waiting' },
  running: { tone: 'moving', glyph: 'arrow', word: 'Running' },
  done: { tone: 'done', glyph: 'check', word: 'Done' },
  failed: { tone: 'failed', glyph: 'bang', word: 'Failed' },
  canceled: { tone: 'ended', glyph: 'slash', word: 'Canceled' },
}

export function ImportStatusText({ status }: { status: ImportStatus }) {
  const { tone, glyph, word } = looks[status]
  return (
    <Status tone={tone} glyph={glyph}>
      {word}
    </Status>
  )
}
