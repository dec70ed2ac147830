'use client'

import { CircleAlert } from 'lucide-react'
import { Select } from '@/components/ui/select'
import { attributePrefix, type ImportPreview } from '@/lib/contacts/import-schema'

type Props = {
  title: string
  preview: ImportPreview
  rows: ImportPreview['first']
  /** Where the columns can be chosen. */
  onChoose?: (index: number, field: string) => void
}

const fields = [
  ['skip', 'Skip'],
  ['phone', 'Phone'],
  ['name', 'Name'],
  ['email', 'Email'],
  ['tags', 'Tags'],
  ['opted_out', 'Opted out'],
] as const

/** A few rows as they stand in the file, and under each what is wrong with it. Wide files scroll inside. */
export function PreviewTable({ title, preview, rows, onChoose }: Props) {
  // Two columns may have one name; they never change places.
  const columns = preview.columns.map((column, index) => ({ ...column, key: `column-${index}` }))
  return (
    <section className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      <h2 className="type-display text-[1.0625rem] leading-6">{title}</h2>
      <div className="overflow-x-auto rounded-md border">
        <table aria-label={title} className="w-full border-collapse text-sm">
          <thead>
            <tr className="border-b bg-sunken align-bottom">
              <th scope="col" className="w-12 px-2 py-1.5 text-start font-semibold text-ink-3 text-xs">
                Row
              </th>
              {columns.map(({ key, ...column }, index) => (
                <th
                  key={key}
                  scope="col"
                  className="min-w-36 px-2 py-1.5 text-start font-semibold text-ink-3 text-xs"
                >
                  <span className="block max-w-48 truncate pb-1">{column.name}</span>
                  {onChoose && <ColumnSelect column={column} onChange={(field) => onChoose(index, field)} />}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PreviewRow key={row.row} row={row} width={preview.columns.length} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type SelectProps = { column: ImportPreview['columns'][number]; onChange: (field: string) => void }

function ColumnSelect({ column: { name, field, attribute }, onChange }: SelectProps) {
  const own = field.startsWith(attributePrefix) ? field : attribute
  return (
    <Select
      aria-label={`What ${name} is`}
      value={field}
      onChange={(event) => onChange(event.target.value)}
      className="h-8 font-normal text-sm"
    >
      {fields.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
      {own && <option value={own}>Attribute {own.slice(attributePrefix.length)}</option>}
    </Select>
  )
}

function PreviewRow({
  row: { row, cells, faults },
  width,
}: {
  row: ImportPreview['first'][number]
  width: number
}) {
  return (
    <>
      <tr className={faults.length > 0 ? '' : 'border-b'}>
        <td className="px-2 py-1.5 text-ink-3 tabular-nums">{row}</td>
        {Array.from({ length: width }, (_, index) => `${row}-${index}`).map((key, index) => (
          <td key={key} className="max-w-64 truncate px-2 py-1.5">
            {cells[index]}
          </td>
        ))}
      </tr>
      {faults.length > 0 && (
        <tr className="border-b">
          <td />
          <td colSpan={width} className="px-2 pb-2 text-danger text-xs">
            {faults.map(({ column, message, fix }) => (
              <span key={`${column} ${message}`} className="flex gap-1.5">
                <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
                <span>
                  {column && <span className="font-semibold">{column}: </span>}
                  {message} {fix}
                </span>
              </span>
            ))}
          </td>
        </tr>
      )}
    </>
  )
}
