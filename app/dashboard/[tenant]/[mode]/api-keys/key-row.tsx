import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, Row } from '@/components/ui/table'
import type { ApiKeyObject } from '@/lib/keys/schema'
import { KeyAccess } from './key-access'
import { KeyState } from './key-state'
import { LastUse } from './last-use'
import { RevokeKey } from './revoke-key'
import { RotateKey } from './rotate-key'
import type { SenderOption } from './sender-options'

type Props = { apiKey: ApiKeyObject; path: string; mayWrite: boolean; senders: readonly SenderOption[] }

/** On a wide screen a line of the table; on a narrow one a card with what matters on call at its top. */
export function KeyRow({ apiKey, path, mayWrite, senders }: Props) {
  const { id, name, prefix, last_four, state, created_at, created_by } = apiKey
  const works = state === 'active' || state === 'rotating'
  const place = `${path}/${id}`
  return (
    <Row data-id={id} className={works ? undefined : 'text-ink-2'}>
      <Cell className="font-semibold [overflow-wrap:anywhere]">{name}</Cell>
      <Cell className="type-mono whitespace-nowrap text-ink-2 text-xs @max-xl:order-3">
        {prefix}…{last_four}
      </Cell>
      <Cell className="text-ink-2 @max-xl:order-5 @max-xl:text-xs">
        <KeyAccess apiKey={apiKey} sender={senders.find((sender) => sender.id === apiKey.sender_id)} />
      </Cell>
      <Cell className="text-ink-2 @max-xl:order-6 @max-xl:text-end @max-xl:text-xs">
        <RelativeTime at={created_at} />
        {created_by && <Maker email={created_by.email} />}
      </Cell>
      <Cell className="text-ink-2 @max-xl:order-7 @max-xl:col-span-2 @max-xl:text-xs">
        <LastUse apiKey={apiKey} />
      </Cell>
      <Cell className="whitespace-nowrap @max-xl:order-2 @max-xl:text-end">
        <KeyState apiKey={apiKey} />
      </Cell>
      <Cell className="whitespace-nowrap text-end @max-xl:order-4">
        {mayWrite && <RotateKey path={`${place}/rotate`} apiKey={apiKey} />}
        {mayWrite && works && <RevokeKey path={`${place}/revoke`} apiKey={apiKey} />}
      </Cell>
    </Row>
  )
}

function Maker({ email }: { email: string | null }) {
  return (
    <span className="block max-w-40 truncate text-ink-3 text-xs @max-xl:ms-auto" title={email ?? undefined}>
      by {email ?? 'a former member'}
    </span>
  )
}
