import { MaskedPhone } from '@/components/masked-phone'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import type { SuppressionObject } from '@/lib/contacts/suppression-schema'
import { reasonWords, scopeWords } from '../contact-words'
import { RemoveOptOut } from './remove-opt-out'

type Props = { suppressions: SuppressionObject[]; path: string; mayWrite: boolean }

export function OptOutTable({ suppressions, path, mayWrite }: Props) {
  return (
    <Table caption="Opt-outs, newest first">
      <TableHead>
        <HeadCell className="w-48">Person</HeadCell>
        <HeadCell className="w-36">Held back</HeadCell>
        <HeadCell>Why</HeadCell>
        <HeadCell className="w-32">Since</HeadCell>
        <HeadCell className="w-24">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {suppressions.map((suppression) => (
          <OptOutRow
            key={`${suppression.phone}${suppression.recipient}${suppression.scope}`}
            {...{ suppression, path, mayWrite }}
          />
        ))}
      </TableBody>
    </Table>
  )
}

function OptOutRow({
  suppression,
  path,
  mayWrite,
}: {
  suppression: SuppressionObject
  path: string
  mayWrite: boolean
}) {
  const { phone, recipient, scope, reason, note, created_at } = suppression
  return (
    <Row>
      <Cell className="@max-xl:order-1">
        {phone ? (
          <MaskedPhone phone={phone} />
        ) : (
          <span className="type-mono text-xs [overflow-wrap:anywhere]">{recipient}</span>
        )}
      </Cell>
      <Cell className="@max-xl:order-2 @max-xl:text-end">{scopeWords[scope]}</Cell>
      <Cell className="text-ink-2 [overflow-wrap:anywhere] @max-xl:order-4 @max-xl:col-span-2">
        {reasonWords[reason]}
        {note && <span className="text-ink-3"> · “{note}”</span>}
      </Cell>
      <Cell className="text-ink-2 @max-xl:order-5">
        <RelativeTime at={created_at} />
      </Cell>
      <Cell className="text-end @max-xl:order-6">
        {mayWrite && <RemoveOptOut path={`${path}/remove`} suppression={suppression} />}
      </Cell>
    </Row>
  )
}
