import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { attributeCalled } from '@/lib/contacts/column-rules'
import { attributePrefix, type ImportPreview, type MapImportInput } from '@/lib/contacts/import-schema'
import { findFile, findImport } from '@/lib/contacts/import-store'
import { mapFile } from '@/lib/contacts/map-file'
import { type FileRow, readContacts } from '@/lib/contacts/read-contacts'
import { withoutCountry } from '@/lib/contacts/row-rules'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'

type Input = CamelKeys<z.output<typeof MapImportInput>> & { id: string }

/**
 * What would become of a file that waits, read like this: all its rows are gone through. Throws `not_found`,
 * `validation_failed`, and `state_conflict` for one that was started.
 */
export async function previewImport(ctx: Ctx, { id, ...wishes }: Input): Promise<ImportPreview> {
  requirePerson(ctx, 'contacts.write')
  const text = await waitingFile(ctx, id)
  const { mapping, rows } = await mapFile(text, wishes)
  const { previewRows } = policy.contacts.imports
  const first: FileRow[] = []
  const refused: FileRow[] = []
  let good = 0
  let countryless = 0
  for await (const row of readContacts(text, mapping)) {
    if (first.length < previewRows) first.push(row)
    if (row.faults.length === 0) good++
    else if (refused.length < previewRows) refused.push(row)
    if (row.faults.some(({ message }) => message === withoutCountry)) countryless++
  }
  return {
    object: 'contact_import_preview',
    header: mapping.header,
    default_country: mapping.defaultCountry,
    columns: mapping.columns.map((field, index) => columnOf(mapping.names[index] ?? '', field)),
    rows,
    good,
    without_country: countryless,
    first: first.map(shown),
    refused: refused.map(shown),
  }
}

function columnOf(name: string, field: string): ImportPreview['columns'][number] {
  const key = attributeCalled(name)
  return { name, field, attribute: key && attributePrefix + key }
}

function shown({ row, cells, faults }: FileRow): ImportPreview['first'][number] {
  return { row, faults, cells: cells.map((cell) => cell.slice(0, 200)) }
}

/** The text of a file that waits to be started. */
export async function waitingFile(ctx: Ctx, id: string): Promise<string> {
  const uuid = fromTypeId('contactImport', id)
  if (!uuid) throw new AppError('not_found')
  return withTenant(ctx, async (tx) => {
    const row = await findImport(tx, uuid)
    if (!row) throw new AppError('not_found')
    const text = row.status === 'preview' ? await findFile(tx, uuid) : null
    if (text === null) throw new AppError('state_conflict', { detail: `This import is ${row.status}.` })
    return text
  })
}
