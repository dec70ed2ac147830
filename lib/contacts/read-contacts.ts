import { readCsv } from '@/lib/contacts/csv-rules'
import type { ImportedContact, Mapping, RowFault } from '@/lib/contacts/import-schema'
import { readRow } from '@/lib/contacts/row-rules'
import { canonicalPhone } from '@/lib/core/phone'

export type FileRow = { row: number; cells: string[]; contact: ImportedContact; faults: RowFault[] }

/** The rows of a file below its header, each with its contact and all that is wrong with it. */
export async function* readContacts(text: string, mapping: Mapping): AsyncGenerator<FileRow> {
  const seen = new Map<string, number>()
  let isFirst = true
  for await (const { row, cells } of readCsv(text, mapping.delimiter)) {
    const isHeader = isFirst && mapping.header
    isFirst = false
    if (isHeader) continue
    const { contact, faults } = readRow(cells, mapping)
    const phone = contact.phone && canonicalPhone(contact.phone)
    const earlier = seen.get(phone)
    if (phone && earlier !== undefined)
      faults.push({ column: null, message: `Has the same number as row ${earlier}.` })
    if (phone && earlier === undefined && faults.length === 0) seen.set(phone, row)
    yield { row, cells, contact, faults }
  }
}
