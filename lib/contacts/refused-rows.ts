import { withTenant } from '@/db/tenant'
import { csvText } from '@/lib/contacts/csv-text'
import { findImport } from '@/lib/contacts/import-store'
import { mappingOf, refusedOf } from '@/lib/contacts/present-import'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { FileAnswer } from '@/lib/core/file-answer'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'

/** The refused rows as they were in the file, each with its number and what is wrong, to be mended. Throws `not_found`. */
export async function refusedRows(ctx: Ctx, { id }: { id: string }): Promise<FileAnswer> {
  requirePerson(ctx, 'contacts.write')
  const uuid = fromTypeId('contactImport', id)
  const row = uuid && (await withTenant(ctx, (tx) => findImport(tx, uuid)))
  if (!row) throw new AppError('not_found')
  const { names } = mappingOf(row)
  const lines = refusedOf(row).map(({ row, faults, cells }) => [
    ...names.map((_, index) => cells[index] ?? ''),
    row,
    faults.map(({ column, message }) => (column === null ? message : `${column}: ${message}`)).join(' '),
  ])
  return new FileAnswer(
    'refused-rows.csv',
    'text/csv; charset=utf-8',
    pieces(csvText([[...names, 'row', 'error'], ...lines])),
  )
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield text
}
