import { Fact, Facts } from '@/components/facts'
import { IdText } from '@/components/id-text'
import { RelativeTime } from '@/components/ui/relative-time'
import { type Glyph, Status, type Tone } from '@/components/ui/status'
import type { SenderObject } from '@/lib/senders/readiness-schema'

const number = new Intl.NumberFormat('en')

export function SenderFacts({ sender }: { sender: SenderObject }) {
  return (
    <Facts>
      <Fact name="Quality">
        <Quality quality={sender.quality} />
      </Fact>
      <Fact name="Limit">{limitText(sender.messaging_limit)}</Fact>
      {sender.number_status && <Fact name="State at Meta">{words(sender.number_status)}</Fact>}
      {sender.name_status && <Fact name="Display name">{words(sender.name_status)}</Fact>}
      {sender.username && <Fact name="User name">@{sender.username}</Fact>}
      <Fact name="Primary">{sender.is_primary ? 'Yes' : 'No'}</Fact>
      <Fact name="Account">
        <IdText id={sender.waba_id} noun="account id" />
      </Fact>
      {sender.connected_at && (
        <Fact name="Connected">
          <RelativeTime at={sender.connected_at} className="text-start" />
        </Fact>
      )}
      <Fact name="Last check">
        {sender.checked_at && sender.mode === 'live' ? (
          <RelativeTime at={sender.checked_at} className="text-start" />
        ) : (
          <span className="text-ink-3">never</span>
        )}
      </Fact>
    </Facts>
  )
}

const qualities: Record<NonNullable<SenderObject['quality']>, { tone: Tone; glyph: Glyph; word: string }> = {
  GREEN: { tone: 'done', glyph: 'check', word: 'High' },
  YELLOW: { tone: 'attention', glyph: 'slash', word: 'Medium' },
  RED: { tone: 'failed', glyph: 'bang', word: 'Low' },
  UNKNOWN: { tone: 'ended', glyph: 'dot', word: 'Not rated yet' },
}

function Quality({ quality }: Pick<SenderObject, 'quality'>) {
  if (quality === null) return <span className="text-ink-3">not known</span>
  const { tone, glyph, word } = qualities[quality]
  return (
    <Status tone={tone} glyph={glyph}>
      {word}
    </Status>
  )
}

export function limitText(limit: SenderObject['messaging_limit'] | undefined): string {
  if (!limit) return 'not known'
  if (limit.people_per_day !== null) return `${number.format(limit.people_per_day)} people a day`
  return limit.tier === 'TIER_UNLIMITED' ? 'Unlimited' : words(limit.tier)
}

/** `PENDING_REVIEW` as people read it. */
function words(word: string): string {
  const text = word.replaceAll('_', ' ').toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}
