import { MessageSquare } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Fact, Facts } from '@/components/facts'
import { IdText } from '@/components/id-text'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ContactObject } from '@/lib/contacts/schema'
import { ContactActions } from './contact-actions'
import { ContactFacts } from './contact-facts'
import { nameOf, reasonWords, scopeWords } from './contact-words'
import { OptOutStatus } from './opt-out-status'

type Props = {
  contact: ContactObject
  /** The path of the workspace and mode. */
  base: string
  mayWrite: boolean
  corner?: ReactNode
  /** Where to go once it is gone. */
  closed: string
  /** On a page of its own there is room for two columns. */
  wide?: boolean
}

export function ContactDetail({ contact, base, mayWrite, corner, closed, wide }: Props) {
  return (
    <div className={cn('grid content-start gap-5', wide && 'gap-x-14 lg:grid-cols-2')}>
      <header className="col-span-full grid gap-2">
        <div className="flex items-start justify-between gap-3">
          <h2 className="type-display min-w-0 pt-1 text-[1.0625rem] leading-[1.375rem] [overflow-wrap:anywhere]">
            {nameOf(contact) ?? 'Contact without a name'}
          </h2>
          {corner}
        </div>
        <IdText id={contact.id} noun="contact id" whole={wide} className="text-ink-3" />
        <div className="flex flex-wrap gap-2">
          <Button asChild>
            <Link href={`${base}/messages/people/${contact.id}`} prefetch={false}>
              <MessageSquare aria-hidden className="size-3.5" /> Conversation
            </Link>
          </Button>
          {mayWrite && <ContactActions contact={contact} base={base} closed={closed} />}
        </div>
      </header>
      <div className="grid content-start gap-5">
        <ContactFacts contact={contact} base={base} />
      </div>
      <div className="grid content-start gap-5">
        <section className="grid gap-2">
          <h3 className="flex items-center justify-between gap-2 font-semibold text-sm">
            Messages <OptOutStatus contact={contact} />
          </h3>
          <OptOuts contact={contact} />
        </section>
        <Attributes contact={contact} />
      </div>
    </div>
  )
}

function OptOuts({ contact: { opt_outs } }: { contact: ContactObject }) {
  if (opt_outs.length === 0)
    return (
      <p className="text-ink-2 text-sm">They get what you send. One-time passwords they get in any case.</p>
    )
  return (
    <Facts>
      {opt_outs.map(({ scope, reason, note, created_at }) => (
        <Fact key={scope} name={`Not: ${scopeWords[scope].toLowerCase()}`}>
          {reasonWords[reason]}, <RelativeTime at={created_at} />
          {note && <span className="block text-ink-3">“{note}”</span>}
        </Fact>
      ))}
    </Facts>
  )
}

function Attributes({ contact: { attributes } }: { contact: ContactObject }) {
  const pairs = Object.entries(attributes)
  if (pairs.length === 0) return null
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold text-sm">Attributes</h3>
      <Facts>
        {pairs.map(([key, value]) => (
          <Fact key={key} name={key} mono>
            <span className="type-mono text-xs [overflow-wrap:anywhere]">{String(value)}</span>
          </Fact>
        ))}
      </Facts>
    </section>
  )
}
