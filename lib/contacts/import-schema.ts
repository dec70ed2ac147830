import { z } from 'zod'
import { type Attributes, attributeKey } from '@/lib/contacts/schema'
import { modes } from '@/lib/core/context'
import { isCountry } from '@/lib/core/loose-phone'
import { policy } from '@/lib/core/policy'

const { imports, attributes } = policy.contacts

/** What a column may be, beside an attribute by its key. */
export const columnFields = ['phone', 'name', 'email', 'tags', 'opted_out'] as const
export const attributePrefix = 'attribute:'

const ColumnField = z
  .string()
  .max(100)
  .refine(isColumnField, 'Must be phone, name, email, tags, opted_out, skip, or attribute: and its key.')

function isColumnField(text: string): boolean {
  if (text === 'skip' || columnFields.some((field) => field === text)) return true
  return text.startsWith(attributePrefix) && attributeKey.test(text.slice(attributePrefix.length))
}

const Columns = z
  .array(ColumnField)
  .min(1)
  .max(imports.columns)
  .refine((all) => all.filter((field) => field === 'phone').length === 1, 'One column has to be the phone.')
  .refine(namesEachOnce, 'No two columns may be the same field.')
  .refine(
    (all) => all.filter((field) => field.startsWith(attributePrefix)).length <= attributes,
    `At most ${attributes} columns may be attributes.`,
  )

function namesEachOnce(all: readonly string[]): boolean {
  const fields = all.filter((field) => field !== 'skip')
  return new Set(fields).size === fields.length
}

const Country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'Must be an ISO 3166 code such as BR.')
  .refine(isKnown, 'There is no such country.')

function isKnown(text: string): boolean {
  return isCountry(text)
}

const mappingFields = {
  columns: Columns.optional().describe(
    'What each column is, from left to right: `phone`, `name`, `email`, `tags`, `opted_out`, `skip`, or `attribute:` and its key. Unset, the first row tells.',
  ),
  header: z.boolean().optional().describe('Whether the first row names the columns; unset, we look.'),
  default_country: Country.nullable()
    .optional()
    .describe('The country, by ISO 3166, of numbers that are written without theirs.'),
}

const Csv = z
  .string()
  .min(1)
  .max(imports.fileBytes)
  .refine(
    (text) => new TextEncoder().encode(text).length <= imports.fileBytes,
    `At most ${imports.fileBytes} bytes.`,
  )
  .meta({
    description: 'The file itself, parted by commas, semicolons, tabs or bars.',
    examples: ['phone,name\n+14155550100,Ana Keller\n'],
  })
const FileName = z.string().min(1).max(200).default('contacts.csv').describe('What the file is called.')

export const ImportContactsInput = z.strictObject({ csv: Csv, file_name: FileName, ...mappingFields })
export const UploadImportInput = z.strictObject({ csv: Csv, file_name: FileName })
export const MapImportInput = z.strictObject(mappingFields)

/** How a file is to be read, as it is kept. */
export const Mapping = z.object({
  delimiter: z.string(),
  header: z.boolean(),
  /** What the columns are called in the file. */
  names: z.array(z.string()),
  columns: z.array(z.string()),
  defaultCountry: z.string().nullable(),
})
export type Mapping = z.infer<typeof Mapping>

/** A row as a contact. What its cells leave empty is left as it is known. */
export type ImportedContact = {
  phone: string
  name: string | null
  email: string | null
  tags: string[]
  attributes: Attributes
  optedOut: boolean
}
export const RowFault = z.object({
  column: z.string().nullable().describe('Which column, as the file calls it; null for the row as a whole.'),
  message: z.string().describe('What is wrong with it.'),
  fix: z.string().optional().describe('What would be right, when we can tell.'),
})
export type RowFault = z.infer<typeof RowFault>

export const RefusedRow = z.object({ row: z.int(), faults: z.array(RowFault), cells: z.array(z.string()) })
export type RefusedRow = z.infer<typeof RefusedRow>

export const importStatuses = ['preview', 'queued', 'running', 'done', 'failed', 'canceled'] as const
export type ImportStatus = (typeof importStatuses)[number]

export const ContactImportObject = z
  .object({
    object: z.literal('contact_import'),
    id: z.string(),
    file_name: z.string().describe('What the file is called.'),
    status: z
      .enum(importStatuses)
      .describe('Where it stands. `preview` waits in the dashboard for somebody to start it.'),
    columns: z.array(z.string()).describe('What each column is taken for.'),
    rows: z.int().describe('How many rows the file has, its header left out.'),
    processed: z.int().describe('How many of them have been gone through.'),
    created: z.int().describe('How many contacts were made.'),
    updated: z.int().describe('How many were known, and changed.'),
    refused: z.int().describe('How many rows were not taken.'),
    errors: z
      .array(
        z.object({
          row: z.int().describe('Which row, as a spreadsheet counts: the header is row 1.'),
          ...RowFault.shape,
        }),
      )
      .describe(`Why, for the first ${imports.faultsShown} of them.`),
    mode: z.enum(modes),
    created_at: z.string(),
    ended_at: z.string().nullable().describe('When it ended; null until then.'),
  })
  .meta({ id: 'ContactImport', description: 'A file of contacts on its way in.' })
export type ContactImportObject = z.infer<typeof ContactImportObject>

const PreviewRow = z.object({ row: z.int(), cells: z.array(z.string()), faults: z.array(RowFault) })

/** What would become of a file, read in this way. */
export const ImportPreview = z.object({
  object: z.literal('contact_import_preview'),
  header: z.boolean(),
  default_country: z.string().nullable(),
  /** Beside what each column is taken for, the attribute that its name would make. */
  columns: z.array(z.object({ name: z.string(), field: z.string(), attribute: z.string().nullable() })),
  rows: z.int(),
  good: z.int(),
  /** Numbers without a country among the refused: whoever sees some may choose one. */
  without_country: z.int(),
  first: z.array(PreviewRow),
  refused: z.array(PreviewRow),
})
export type ImportPreview = z.infer<typeof ImportPreview>
