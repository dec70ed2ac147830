import { RowLink } from '@/components/list/row-link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import type { ContactImportObject } from '@/lib/contacts/import-schema'
import { ImportStatusText } from './import-status'

export function ImportTable({ imports, base }: { imports: ContactImportObject[]; base: string }) {
  return (
    <Table caption="Latest imports, newest first">
      <TableHead>
        <HeadCell className="w-32">Status</HeadCell>
        <HeadCell>File</HeadCell>
        <HeadCell className="w-24 text-end">Rows</HeadCell>
        <HeadCell className="w-24 text-end">Refused</HeadCell>
        <HeadCell className="w-32 ps-4">Uploaded</HeadCell>
      </TableHead>
      <TableBody>
        {imports.map((file) => (
          <Row key={file.id} data-id={file.id}>
            <Cell className="@max-xl:order-2 @max-xl:text-end">
              <ImportStatusText status={file.status} />
            </Cell>
            <Cell className="[overflow-wrap:anywhere] @max-xl:order-1">
              <RowLink href={`${base}/contacts/import/${file.id}`}>
                <span className="sr-only">Open the import </span>
                {file.file_name}
              </RowLink>
            </Cell>
            <Cell className="text-end tabular-nums @max-xl:order-3 @max-xl:text-start">
              {file.rows.toLocaleString('en')}
              <span className="text-ink-3 @xl:sr-only"> rows</span>
            </Cell>
            <Cell className="text-end tabular-nums @max-xl:hidden">{file.refused.toLocaleString('en')}</Cell>
            <Cell className="ps-4 text-ink-2 @max-xl:order-4 @max-xl:text-end">
              <RelativeTime at={file.created_at} className="relative z-10" />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
