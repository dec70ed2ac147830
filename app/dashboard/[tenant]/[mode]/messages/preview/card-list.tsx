import { UserRound } from 'lucide-react'
import type { Card } from '@/lib/messages/preview-schema'
import { named } from './named'

/** People's cards that were sent along. */
export function CardList({ cards }: { cards: Card[] }) {
  return (
    <ul className="grid gap-2">
      {named(cards, ({ name }) => name).map(({ key, item: { name, lines } }) => (
        <li key={key} className="flex items-start gap-2">
          <UserRound aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
          <span className="grid [overflow-wrap:anywhere]">
            <span dir="auto" className="font-semibold">
              {name}
            </span>
            {named(lines, (line) => line).map((line) => (
              <span key={line.key} className="text-ink-2 text-xs">
                {line.item}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
