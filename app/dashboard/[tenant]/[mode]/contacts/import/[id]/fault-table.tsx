import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import type { ContactImportObject } from '@/lib/contacts/import-schema'

type Props = { errors: ContactImportObject['errors']; most: number }

export function FaultTable({ errors, most }: Props) {
  return (
    <section className="grid gap-2">
      <h2 className="type-display text-[1.0625rem] leading-6">Why rows were refused</h2>
      <Table caption={`Faults of the first ${most} refused rows`}>
        <TableHead>
          <HeadCell className="w-20">Row</HeadCell>
          <HeadCell className="w-48">Column</HeadCell>
          <HeadCell>What is wrong</HeadCell>
        </TableHead>
        <TableBody>
          {errors.map(({ row, column, message, fix }) => (
            <Row key={`${row} ${column} ${message}`}>
              <Cell className="tabular-nums">
                <span className="text-ink-3 @xl:sr-only">Row </span>
                {row}
              </Cell>
              <Cell className="[overflow-wrap:anywhere] @max-xl:text-end">{column}</Cell>
              <Cell className="[overflow-wrap:anywhere] @max-xl:col-span-2">
                {message} <span className="text-ink-2">{fix}</span>
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}
