import { Fact, Facts } from '@/components/facts'
import { CopyButton } from '@/components/ui/copy-button'
import { Popover } from '@/components/ui/popover'
import { RelativeTime } from '@/components/ui/relative-time'
import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import { eventsText } from '../endpoint-words'

export function EndpointFacts({ endpoint }: { endpoint: EndpointObject }) {
  const { url, events, rate_per_second, header_names, created_at, updated_at } = endpoint
  return (
    <section aria-labelledby="facts" className="grid gap-3">
      <h2 id="facts" className="type-display text-[1.0625rem]">
        The endpoint
      </h2>
      <Facts>
        <Fact name="URL">
          <span className="flex items-start gap-1">
            <span className="type-mono min-w-0 py-1 text-xs [overflow-wrap:anywhere]">{url}</span>
            <CopyButton value={url} label="URL" />
          </span>
        </Fact>
        <Fact name="Events">
          {events.includes('*') ? (
            'All, also those added later'
          ) : (
            <Popover label="Its events" trigger={eventsText(events)}>
              <ul className="grid gap-1">
                {events.map((type) => (
                  <li key={type} className="type-mono text-xs">
                    {type}
                  </li>
                ))}
              </ul>
            </Popover>
          )}
        </Fact>
        <Fact name="Rate cap">
          {rate_per_second === null ? (
            <span className="text-ink-3">none</span>
          ) : (
            `${rate_per_second.toLocaleString('en')} a second`
          )}
        </Fact>
        <Fact name="Headers">
          {header_names.length === 0 ? (
            <span className="text-ink-3">none of yours</span>
          ) : (
            <span className="type-mono text-xs">{header_names.join(', ')}</span>
          )}
        </Fact>
        <Fact name="Created">
          <RelativeTime at={created_at} />
        </Fact>
        {updated_at !== created_at && (
          <Fact name="Changed">
            <RelativeTime at={updated_at} />
          </Fact>
        )}
      </Facts>
    </section>
  )
}
