import { z } from 'zod'

/** The answers about people as the contract with clients has them: not a field more or less. */
const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`))
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/)
const mode = z.enum(['live', 'test'])

const optOutFields = {
  scope: z.enum(['all', 'marketing']),
  reason: z.enum(['stop', 'whatsapp', 'api', 'dashboard', 'import']),
  note: z.string().nullable(),
  created_at: instant,
}

export const Contact = z.strictObject({
  object: z.literal('contact'),
  id: id('con'),
  phone: phone.nullable(),
  recipient: z.string().nullable(),
  username: z.string().nullable(),
  profile_name: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  tags: z.array(z.string()),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  opted_out: z.boolean(),
  opt_outs: z.array(z.strictObject(optOutFields)),
  source: z.enum(['api', 'dashboard', 'import', 'inbound']),
  mode,
  last_inbound_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
})

const list = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    object: z.literal('list'),
    data: z.array(item),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
  })
export const ContactList = list(Contact)

export const Suppression = z.strictObject({
  object: z.literal('suppression'),
  phone: phone.nullable(),
  recipient: z.string().nullable(),
  ...optOutFields,
  mode,
})
export const SuppressionList = list(Suppression)

const count = z.int().min(0)
export const ContactImport = z.strictObject({
  object: z.literal('contact_import'),
  id: id('imp'),
  file_name: z.string(),
  status: z.enum(['preview', 'queued', 'running', 'done', 'failed', 'canceled']),
  columns: z.array(z.string()),
  rows: count,
  processed: count,
  created: count,
  updated: count,
  refused: count,
  errors: z.array(
    z.strictObject({
      row: z.int(),
      column: z.string().nullable(),
      message: z.string(),
      fix: z.string().optional(),
    }),
  ),
  mode,
  created_at: instant,
  ended_at: instant.nullable(),
})
