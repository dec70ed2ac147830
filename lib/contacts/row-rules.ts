import {
  attributePrefix,
  type ImportedContact,
  type Mapping,
  type RowFault,
} from '@/lib/contacts/import-schema'
import { AttributeValue, ContactEmail, ContactName, Tags } from '@/lib/contacts/schema'
import { readLoosePhone } from '@/lib/core/loose-phone'
import { suggestE164 } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'

export type ReadRow = { contact: ImportedContact; faults: RowFault[] }

const yes = 'true yes y 1 x on si sì sim oui ja да evet はい 是'.split(' ')
const no = 'false no n 0 off nao não non nein нет hayir'.split(' ')
export const withoutCountry = 'Does not say its country.'

/** What a row's cells say, and everything that is wrong with them. */
export function readRow(cells: readonly string[], { columns, names, defaultCountry }: Mapping): ReadRow {
  const contact: ImportedContact = {
    phone: '',
    name: null,
    email: null,
    tags: [],
    attributes: {},
    optedOut: false,
  }
  const faults: RowFault[] = []
  columns.forEach((field, index) => {
    const cell = plainCell(cells[index] ?? '')
    const fault = readCell(contact, field, cell, defaultCountry)
    if (fault) faults.push({ column: names[index] ?? null, ...fault })
  })
  if (cells.slice(columns.length).some((cell) => cell.trim() !== ''))
    faults.push({
      column: null,
      message: `Has ${cells.length} cells where the file has ${columns.length} columns.`,
      fix: 'Put quotes around a cell that holds the delimiter.',
    })
  return { contact, faults }
}

/** Without the apostrophe by which spreadsheets, and our own exports, keep text from being a formula. */
function plainCell(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@])/, '')
}

type CellFault = Omit<RowFault, 'column'>

function readCell(
  contact: ImportedContact,
  field: string,
  cell: string,
  country: string | null,
): CellFault | null {
  if (field === 'phone') return readPhone(contact, cell, country)
  if (cell === '' || field === 'skip') return null
  if (field === 'name') return take(ContactName.safeParse(cell), (name) => Object.assign(contact, { name }))
  if (field === 'email')
    return take(ContactEmail.safeParse(cell), (email) => Object.assign(contact, { email }))
  if (field === 'opted_out') return readOptedOut(contact, cell)
  if (field === 'tags') {
    const tags = cell.split(/[,;|]/).filter((tag) => tag.trim() !== '')
    return take(Tags.safeParse(tags), (read) => Object.assign(contact, { tags: read }))
  }
  const key = field.slice(attributePrefix.length)
  return take(AttributeValue.safeParse(cell), (value) => {
    contact.attributes[key] = value
  })
}

function readPhone(contact: ImportedContact, cell: string, country: string | null): CellFault | null {
  if (cell === '') return { message: 'Is empty.' }
  const phone = cell.length <= 64 ? readLoosePhone(cell, country) : null
  if (phone !== null) {
    contact.phone = phone
    return null
  }
  if (/^\d+([.,]\d+)?E\+?\d+$/i.test(cell))
    return {
      message: 'Was shortened by the spreadsheet, and its digits are lost.',
      fix: 'Format the column as text there, and export once more.',
    }
  const meant = cell.length <= 64 ? suggestE164(cell) : undefined
  const isBare = country === null && /^[\d\s().\-/]{5,25}$/.test(cell)
  return {
    message: isBare ? withoutCountry : 'Is no phone number.',
    ...(isBare
      ? { fix: meant ? `Choose a country, or write ${meant} if that is it.` : 'Choose a country.' }
      : meant
        ? { fix: `Did you mean ${meant}?` }
        : {}),
  }
}

function readOptedOut(contact: ImportedContact, cell: string): CellFault | null {
  const word = cell.toLowerCase()
  if (yes.includes(word)) contact.optedOut = true
  else if (!no.includes(word)) return { message: 'Says neither yes nor no.', fix: 'Write true or false.' }
  return null
}

type Parsed<Value> = { data?: Value | undefined; error?: { issues: { message: string }[] } | undefined }

function take<Value>(parsed: Parsed<Value>, keep: (value: Value) => void): CellFault | null {
  if (parsed.error) return { message: parsed.error.issues[0]?.message ?? 'Cannot be read.' }
  if (parsed.data !== undefined) keep(parsed.data)
  return null
}

/** Attributes are text of at most so many characters; longer cells are cut in what is kept of refused rows. */
export function shortened(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.slice(0, policy.contacts.attributeLength))
}
