import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { type CsvError, parse } from 'csv-parse'
import { AppError } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'

const delimiters = [',', ';', '\t', '|']
const { imports } = policy.contacts
const chunkLength = 64 * 1024

/** What the file's first line is parted by most often, outside of quotes. */
export function findDelimiter(text: string): string {
  const counts = new Map(delimiters.map((delimiter) => [delimiter, 0]))
  let isQuoted = false
  for (const character of text.slice(0, chunkLength)) {
    if (character === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (character === '\n' || character === '\r') break
    else if (counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one)
  return most && most[1] > 0 ? most[0] : ','
}

export type CsvRow = {
  /** As a spreadsheet counts, from 1. */
  row: number
  cells: string[]
}

/**
 * The rows of a file, empty ones left out but counted. Others get their turn in between, however long it is. Throws
 * `validation_failed` for what is no CSV, for a NUL, and for more rows or columns than a file may have.
 */
export async function* readCsv(text: string, delimiter: string): AsyncGenerator<CsvRow> {
  if (text.includes('\0')) throw unreadable('The file holds a NUL: it is no text file.')
  const parser = Readable.from(chunksOf(text)).pipe(
    parse({
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: imports.cellLength * imports.columns,
    }),
  )
  let row = 0
  let filled = 0
  try {
    for await (const record of parser) {
      const cells: string[] = record
      row++
      if (row % 500 === 0) await setImmediate()
      if (cells.every((cell) => cell.trim() === '')) continue
      // A header may come on top.
      if (++filled > imports.rows + 1) throw unreadable(`A file has at most ${imports.rows} rows: part it.`)
      if (cells.length > imports.columns)
        throw unreadable(`Row ${row} has more than ${imports.columns} columns.`)
      yield { row, cells }
    }
  } catch (error) {
    throw isCsvError(error) ? unreadable(wordsOf(error)) : error
  }
}

function* chunksOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    let end = at + chunkLength
    // Half of a surrogate pair would be lost where a chunk ends.
    if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) end++
    yield text.slice(at, end)
    at = end
  }
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
}

/** The parser runs ahead of whoever takes its rows, and tells by itself how many it got through. */
function wordsOf(error: CsvError): string {
  const row = 'records' in error && typeof error.records === 'number' ? error.records + 1 : null
  const place = row === null ? 'somewhere' : `in row ${row}`
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return `A quote that is opened ${place} is never closed.`
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return `A cell ${place} is too long; a quote may be left open there.`
  return `What stands ${place} cannot be read as CSV.`
}

function unreadable(message: string): AppError {
  return new AppError('validation_failed', { detail: message, faults: [{ path: 'csv', message }] })
}
