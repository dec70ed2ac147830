import { Popover } from '@/components/ui/popover'
import type { ApiKeyObject } from '@/lib/keys/schema'
import { accessOf } from './presets'
import type { SenderOption } from './sender-options'

type Props = { apiKey: ApiKeyObject; sender: SenderOption | undefined }

/** What the key may do, in a word; all of it is one press away. */
export function KeyAccess({ apiKey, sender }: Props) {
  const { name, scopes, allowed_addresses: addresses, sender_id } = apiKey
  const limits = [
    addresses.length > 0 && (addresses.length === 1 ? '1 address' : `${addresses.length} addresses`),
    sender_id && 'one sender',
  ].filter(Boolean)
  return (
    <>
      <Popover label={`What ${name} may do`} trigger={accessOf(scopes)}>
        <dl className="grid gap-3 text-sm">
          <Fact name="Scopes" lines={scopes} />
          <Fact name="Allowed addresses" lines={addresses.length > 0 ? addresses : ['Any']} />
          <Fact name="Sends from" lines={[sender?.label ?? (sender_id ? sender_id : 'Any sender')]} />
        </dl>
      </Popover>
      {limits.length > 0 && <span className="block text-ink-3 text-xs">{limits.join(', ')}</span>}
    </>
  )
}

function Fact({ name, lines }: { name: string; lines: readonly string[] }) {
  return (
    <div>
      <dt className="text-ink-3 text-xs">{name}</dt>
      {lines.map((line) => (
        <dd key={line} className="type-mono text-xs [overflow-wrap:anywhere]">
          {line}
        </dd>
      ))}
    </div>
  )
}
