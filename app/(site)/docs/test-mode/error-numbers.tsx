import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { providerErrorNumbers } from '@/lib/core/magic-numbers'
import { type Actor, providerErrors } from '@/lib/core/provider-errors'
import { TextLink } from '../prose'

const actors: Record<Actor, string> = {
  you: 'You',
  recipient: 'The recipient',
  meta: 'Meta',
  hawk_send: 'Hawk Send',
}

const rows = providerErrorNumbers.flatMap(({ number, providerCode, outcome }) => {
  const error = providerErrors.get(providerCode)
  return error ? [{ number, providerCode, isReported: outcome === 'reported_failed', ...error }] : []
})

export function ErrorNumbers() {
  return (
    <div className="mt-4">
      <Table caption="Errors of Meta">
        <TableHead>
          <HeadCell className="w-36">Number</HeadCell>
          <HeadCell className="w-20">Code</HeadCell>
          <HeadCell>Meaning, and what to do</HeadCell>
          <HeadCell className="w-28">Who acts</HeadCell>
          <HeadCell className="w-24">Tried again</HeadCell>
        </TableHead>
        <TableBody>
          {rows.map(({ number, providerCode, title, fix, actor, retryable, isReported }) => (
            <Row key={number}>
              <Cell className="whitespace-nowrap font-mono text-xs">{number}</Cell>
              <Cell className="font-mono text-xs">
                <TextLink href={`/docs/errors/meta#${providerCode}`} prefetch={false}>
                  {providerCode}
                </TextLink>
              </Cell>
              <Cell className="py-2 @max-xl:col-span-2 @max-xl:row-start-2 @max-xl:py-0">
                {title}.{!retryable && <span className="block text-ink-2">{fix}</span>}
                {isReported && <span className="block text-ink-3 text-xs">Reported after it was sent.</span>}
              </Cell>
              <Cell className="@max-xl:text-xs">{actors[actor]}</Cell>
              <Cell className="text-ink-2 @max-xl:text-end @max-xl:text-xs">
                <span className="@xl:sr-only">Tried again: </span>
                {retryable ? 'yes' : 'no'}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
