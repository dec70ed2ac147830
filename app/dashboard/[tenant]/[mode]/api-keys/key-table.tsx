import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { type Scope, scopePresets } from '@/lib/core/scopes'
import type { ApiKeyObject } from '@/lib/keys/schema'
import { presetWords } from './presets'
import { RevokeKey } from './revoke-key'

type Props = { keys: ApiKeyObject[]; path: string; mayWrite: boolean }

export function KeyTable({ keys, path, mayWrite }: Props) {
  return (
    <Table caption="API keys, newest first">
      <TableHead>
        <HeadCell>Name</HeadCell>
        <HeadCell>Key</HeadCell>
        <HeadCell>Access</HeadCell>
        <HeadCell>Created</HeadCell>
        <HeadCell className="w-28">State</HeadCell>
        <HeadCell className="w-20">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} path={path} mayWrite={mayWrite} />
        ))}
      </TableBody>
    </Table>
  )
}

type RowProps = { apiKey: ApiKeyObject; path: string; mayWrite: boolean }

function KeyRow({ apiKey, path, mayWrite }: RowProps) {
  const isActive = apiKey.state === 'active'
  return (
    <Row data-id={apiKey.id} className={isActive ? undefined : 'text-ink-2'}>
      <Cell className="font-semibold [overflow-wrap:anywhere]">{apiKey.name}</Cell>
      <Cell className="type-mono whitespace-nowrap text-ink-2 text-xs @max-xl:order-3">
        {apiKey.prefix}…{apiKey.last_four}
      </Cell>
      <Cell className="text-ink-2 @max-xl:order-5 @max-xl:text-xs">{accessOf(apiKey.scopes)}</Cell>
      <Cell className="text-ink-2 @max-xl:order-6 @max-xl:text-end @max-xl:text-xs">
        <RelativeTime at={apiKey.created_at} />
      </Cell>
      <Cell className="@max-xl:order-2 @max-xl:text-end">
        <Status tone={isActive ? 'done' : 'ended'} glyph={isActive ? 'check' : 'slash'}>
          {isActive ? 'Active' : 'Revoked'}
        </Status>
      </Cell>
      <Cell className="text-end @max-xl:order-4">
        {isActive && mayWrite && (
          <RevokeKey path={`${path}/${apiKey.id}/revoke`} name={apiKey.name} mode={apiKey.mode} />
        )}
      </Cell>
    </Row>
  )
}

function accessOf(scopes: readonly Scope[]): string {
  const preset = presetWords.find(({ value }) => {
    const all: readonly Scope[] = scopePresets[value]
    return all.length === scopes.length && all.every((scope) => scopes.includes(scope))
  })
  return preset?.label ?? `${scopes.length} scopes`
}
