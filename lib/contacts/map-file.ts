import type { z } from 'zod'
import { guessColumns, isHeader } from '@/lib/contacts/column-rules'
import { findDelimiter, readCsv } from '@/lib/contacts/csv-rules'
import type { MapImportInput, Mapping } from '@/lib/contacts/import-schema'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'

type Wishes = CamelKeys<z.output<typeof MapImportInput>>
const sampleRows = 50

/**
 * How a file is to be read: as it is wished, and by what it looks like where nothing is. Reads the whole file, so that
 * what is no CSV is known at once. Throws `validation_failed`.
 */
export async function mapFile(text: string, wishes: Wishes): Promise<{ mapping: Mapping; rows: number }> {
  const delimiter = findDelimiter(text)
  const sample: string[][] = []
  let count = 0
  for await (const { cells } of readCsv(text, delimiter)) {
    count++
    if (sample.length < sampleRows) sample.push(cells)
  }
  const [first] = sample
  if (!first) throw refusal('csv', 'The file is empty.')
  const header = wishes.header ?? isHeader(first)
  const data = header ? sample.slice(1) : sample
  if (data.length === 0) throw refusal('csv', 'The file has a header and no rows.')
  const width = header ? first.length : Math.max(...data.map(({ length }) => length))
  const names = Array.from(
    { length: width },
    (_, index) => (header && first[index]?.trim()) || `Column ${index + 1}`,
  )
  const columns = wishes.columns ?? guessColumns(names, header, data)
  if (columns.length !== width)
    throw refusal('columns', `The file has ${width} columns, and ${columns.length} are told.`)
  const defaultCountry = wishes.defaultCountry ?? null
  return {
    mapping: { delimiter, header, names: names.map((name) => name.slice(0, 100)), columns, defaultCountry },
    rows: count - (header ? 1 : 0),
  }
}

/** Throws `validation_failed` where no column holds the numbers. */
export function requirePhoneColumn({ columns }: Mapping): void {
  if (!columns.includes('phone'))
    throw refusal('columns', 'No column looks like phone numbers: say which is.')
}

function refusal(path: string, message: string): AppError {
  return new AppError('validation_failed', { detail: message, faults: [{ path, message }] })
}
