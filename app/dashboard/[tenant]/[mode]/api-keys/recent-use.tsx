import { RelativeTime } from '@/components/ui/relative-time'
import type { ApiKeyObject } from '@/lib/keys/schema'

/** Whom it would hit: when the key was last used, from where, and with what. */
export function RecentUse({ lastUsed }: { lastUsed: ApiKeyObject['last_used'] }) {
  if (!lastUsed)
    return <p className="border-control border-s-2 bg-sunken px-3 py-2 text-sm">It has never been used.</p>
  const { at, address, agent } = lastUsed
  return (
    <div className="grid gap-0.5 border-iris border-s-2 bg-amber-soft px-3 py-2 text-sm">
      <p>
        Last used <RelativeTime at={at} className="font-semibold" />
        {address && (
          <>
            {' '}
            from <span className="type-mono text-xs">{address}</span>
          </>
        )}
        .
      </p>
      {agent && <p className="type-mono text-ink-2 text-xs [overflow-wrap:anywhere]">{agent}</p>}
    </div>
  )
}
