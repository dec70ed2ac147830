import { type Glyph, Status, type Tone } from '@/components/ui/status'
import type { SenderCard } from '@/lib/senders/card-schema'

type Look = { tone: Tone; glyph: Glyph; word: string }

/** The one thing about a number that matters most at this moment. */
export function stateOf({ status, token_status, number_status, name_status }: SenderCard): Look {
  if (status === 'disconnected') return { tone: 'ended', glyph: 'slash', word: 'Disconnected' }
  if (token_status !== null && token_status !== 'valid')
    return { tone: 'failed', glyph: 'bang', word: 'Access lost' }
  if (['BANNED', 'RESTRICTED', 'DELETED', 'FLAGGED', 'RATE_LIMITED'].includes(number_status ?? ''))
    return { tone: 'failed', glyph: 'bang', word: wordOf(number_status) }
  if (name_status === 'PENDING_REVIEW' || number_status === 'PENDING' || status === 'pending')
    return { tone: 'attention', glyph: 'clock', word: 'In review at Meta' }
  return { tone: 'done', glyph: 'check', word: 'Connected' }
}

export function SenderState({ sender }: { sender: SenderCard }) {
  const { tone, glyph, word } = stateOf(sender)
  return (
    <Status tone={tone} glyph={glyph}>
      {word}
    </Status>
  )
}

/** Meta's constants as words: `TIER_250` and such stay with whoever knows better. */
export function wordOf(constant: string | null): string {
  if (!constant) return 'Not known'
  const words = constant.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function limitOf(tier: string | null): string {
  if (!tier) return 'Not known'
  if (tier === 'TIER_UNLIMITED') return 'Unlimited'
  const amount = /^TIER_(\d+)(K)?$/.exec(tier)
  if (!amount) return wordOf(tier)
  const people = Number(amount[1]) * (amount[2] ? 1_000 : 1)
  return `${people.toLocaleString('en')} people a day`
}
