import { RelativeTime } from '@/components/ui/relative-time'
import { policy } from '@/lib/core/policy'
import type { ApiKeyObject } from '@/lib/keys/schema'

/** When, from where and with what; and whether the key lies about unused, for somebody to find. */
export function LastUse({ apiKey }: { apiKey: ApiKeyObject }) {
  const { last_used: use } = apiKey
  if (!use)
    return (
      <>
        <span className="text-ink-3">Never used</span>
        {isUnused(apiKey) && <Unused />}
      </>
    )
  return (
    <div className="grid">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span>
          <span className="@xl:sr-only">Last used </span>
          <RelativeTime at={use.at} />
        </span>
        {use.address && <span className="type-mono text-xs [overflow-wrap:anywhere]">{use.address}</span>}
      </span>
      {use.agent && (
        <span className="block max-w-52 truncate text-ink-3 text-xs @max-xl:max-w-full" title={use.agent}>
          {use.agent}
        </span>
      )}
      {isUnused(apiKey) && <Unused />}
    </div>
  )
}

function Unused() {
  return (
    <span className="block font-semibold text-amber text-xs">Unused for {policy.keys.unusedDays} days</span>
  )
}

function isUnused({ state, last_used, created_at }: ApiKeyObject): boolean {
  const since = Date.parse(last_used?.at ?? created_at)
  return state === 'active' && Date.now() - since > policy.keys.unusedDays * 86_400_000
}
