import { HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import type { ApiKeyObject } from '@/lib/keys/schema'
import { KeyRow } from './key-row'
import type { SenderOption } from './sender-options'

type Props = {
  keys: ApiKeyObject[]
  path: string
  mayWrite: boolean
  senders: readonly SenderOption[]
}

export function KeyTable({ keys, ...props }: Props) {
  return (
    <Table caption="API keys, newest first">
      <TableHead>
        <HeadCell>Name</HeadCell>
        <HeadCell>Key</HeadCell>
        <HeadCell>Access</HeadCell>
        <HeadCell>Created</HeadCell>
        <HeadCell>Last used</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell>
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} {...props} />
        ))}
      </TableBody>
    </Table>
  )
}
