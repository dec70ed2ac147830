import { type Glyph, Status, type Tone } from '@/components/ui/status'
import type { TemplateQuality, TemplateStatus } from '@/lib/templates/schema'

type Look = { tone: Tone; glyph: Glyph; word: string }

export const templateLooks: Record<TemplateStatus, Look> = {
  pending: { tone: 'moving', glyph: 'clock', word: 'In review' },
  approved: { tone: 'done', glyph: 'check', word: 'Approved' },
  rejected: { tone: 'failed', glyph: 'bang', word: 'Rejected' },
  paused: { tone: 'attention', glyph: 'slash', word: 'Paused' },
  disabled: { tone: 'failed', glyph: 'slash', word: 'Disabled' },
  in_appeal: { tone: 'moving', glyph: 'clock', word: 'In appeal' },
  pending_deletion: { tone: 'ended', glyph: 'over', word: 'Being deleted' },
  deleted: { tone: 'ended', glyph: 'over', word: 'Deleted' },
  limit_exceeded: { tone: 'failed', glyph: 'bang', word: 'Over the limit' },
  archived: { tone: 'ended', glyph: 'over', word: 'Archived' },
  locked: { tone: 'failed', glyph: 'slash', word: 'Locked' },
}

export function TemplateStatusMark({ status }: { status: TemplateStatus }) {
  const { tone, glyph, word } = templateLooks[status]
  return (
    <Status tone={tone} glyph={glyph}>
      {word}
    </Status>
  )
}

const qualityLooks: Record<TemplateQuality, Look> = {
  green: { tone: 'done', glyph: 'check', word: 'High' },
  yellow: { tone: 'attention', glyph: 'slash', word: 'Medium' },
  red: { tone: 'failed', glyph: 'bang', word: 'Low' },
  unknown: { tone: 'ended', glyph: 'dot', word: 'Not rated' },
}

export function QualityMark({ quality }: { quality: TemplateQuality | null }) {
  const { tone, glyph, word } = qualityLooks[quality ?? 'unknown']
  return (
    <Status tone={tone} glyph={glyph}>
      {word}
    </Status>
  )
}
