import type { AttributeValue, ContactObject } from '@/lib/contacts/schema'

/** A contact as a form has it: text, with tags parted by commas and a pair to a line. */
export type ContactFields = { phone: string; name: string; email: string; tags: string; attributes: string }
export const noFields: ContactFields = { phone: '', name: '', email: '', tags: '', attributes: '' }

export function fieldsOf({ phone, name, email, tags, attributes }: ContactObject): ContactFields {
  return {
    phone: phone ?? '',
    name: name ?? '',
    email: email ?? '',
    tags: tags.join(', '),
    attributes: Object.entries(attributes)
      .map(([key, value]) => `${key} = ${written(value)}`)
      .join('\n'),
  }
}

/** What a new contact is made of: what is left empty is left out. */
export function newContact(fields: ContactFields): object {
  const { phone, name, email } = trimmed(fields)
  return {
    phone,
    ...(name ? { name } : {}),
    ...(email ? { email } : {}),
    tags: tagsIn(fields.tags),
    attributes: pairsIn(fields.attributes),
  }
}

/** What is to change of a known one, and nothing else. */
export function changesOf(contact: ContactObject, fields: ContactFields): object {
  const before = fieldsOf(contact)
  const { phone, name, email } = trimmed(fields)
  const pairs = pairsIn(fields.attributes)
  const gone = Object.keys(contact.attributes).filter((key) => !Object.hasOwn(pairs, key))
  return {
    ...(phone !== before.phone && phone ? { phone } : {}),
    ...(name === before.name ? {} : { name: name || null }),
    ...(email === before.email ? {} : { email: email || null }),
    ...(fields.tags === before.tags ? {} : { tags: tagsIn(fields.tags) }),
    ...(fields.attributes === before.attributes
      ? {}
      : { attributes: { ...pairs, ...Object.fromEntries(gone.map((key) => [key, null])) } }),
  }
}

function trimmed({ phone, name, email }: ContactFields) {
  return { phone: phone.trim(), name: name.trim(), email: email.trim() }
}

function tagsIn(text: string): string[] {
  return text
    .split(/[,;|\n]/)
    .map((tag) => tag.trim())
    .filter(Boolean)
}

function pairsIn(text: string): Record<string, AttributeValue> {
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const at = line.indexOf('=')
        return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), read(line.slice(at + 1).trim())]
      }),
  )
}

/** Quotes keep a number, or true, what they are as text. */
function read(text: string): AttributeValue {
  if (/^".*"$/.test(text)) return text.slice(1, -1)
  if (text === 'true' || text === 'false') return text === 'true'
  return isNumber(text) ? Number(text) : text
}

function written(value: AttributeValue): string {
  return typeof value === 'string' && read(value) !== value ? `"${value}"` : String(value)
}

function isNumber(text: string): boolean {
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text) && String(Number(text)) === text
}
