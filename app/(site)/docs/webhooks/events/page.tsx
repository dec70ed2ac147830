import type { Metadata } from 'next'
import { eventCatalogue } from '@/lib/http/openapi/events'
import { eventTypes } from '@/lib/webhooks/schema'
import { Code, TextLink } from '../../prose'

export const metadata: Metadata = { title: 'Events' }

/** Whose they are, as the first part of the type says. */
const groups: Record<string, string> = {
  otp: 'One-time passwords',
  message: 'Messages',
  template: 'Templates',
  sender: 'Senders',
  contact: 'Contacts',
  webhook_endpoint: 'Webhooks',
  test: 'Test',
}

export default function EventsPage() {
  return (
    <main className="mx-auto grid w-full max-w-[60rem] content-start gap-8 px-5 py-10 md:px-8 md:py-14">
      <div className="grid gap-3">
        <h1 className="type-display text-3xl">Events</h1>
        <p className="max-w-[62ch] text-base text-ink-2">
          What is posted to your endpoints, and what <Code>GET /events</Code> lists. How they come, and how to
          verify them: <TextLink href="/docs/webhooks">Webhooks</TextLink>.
        </p>
      </div>
      {Object.entries(groups).map(([group, title]) => (
        <section key={group} aria-labelledby={group} className="grid gap-2">
          <h2 id={group} className="type-display text-lg">
            {title}
          </h2>
          <ul className="border-t">
            {eventTypes
              .filter((type) => type.startsWith(`${group}.`))
              .map((type) => (
                <li
                  key={type}
                  className="grid gap-x-4 gap-y-0.5 border-b py-2.5 md:grid-cols-[16rem_1fr] md:items-baseline"
                >
                  <TextLink
                    href={`/docs/webhooks/events/${type}`}
                    prefetch={false}
                    className="type-mono w-fit break-all text-sm"
                  >
                    {type}
                  </TextLink>
                  <span className="text-ink-2 text-sm">{eventCatalogue[type]?.summary}.</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </main>
  )
}
