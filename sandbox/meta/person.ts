import { createHash } from 'node:crypto'

const names = ['Ana', 'Bo', 'Chidi', 'Dana', 'Emre', 'Farah', 'Gus', 'Hana', 'Ivo', 'Jun', 'Kaya', 'Lena']

/** Who has a number: the same fictional person every time. */
export function personOf(digits: string) {
  const hash = createHash('sha256').update(digits).digest()
  const name = names[hash.readUInt8(0) % names.length] ?? 'Ana'
  return { name: `${name} Example`, userId: `US.${String(hash.readBigUInt64BE(1)).padStart(20, '0')}` }
}

/**
 * How WhatsApp writes a number: Mexico's and Argentina's mobile digit is put in, and Brazil's ninth digit as well in
 * the areas 11 to 28; elsewhere it is left out, where accounts are older than it.
 */
export function waIdOf(digits: string): string {
  return digits
    .replace(/^52(?=\d{10}$)/, '521')
    .replace(/^54(?=\d{10}$)/, '549')
    .replace(/^(55[3-9]\d)9(?=[6-9]\d{7}$)/, '$1')
    .replace(/^(55[12]\d)(?=[6-9]\d{7}$)/, '$19')
}

type Shown = { name?: string | undefined; username?: string | undefined }

/** The `contacts` of a webhook. With a username, nothing in it tells the number. */
export function contactOf(digits: string, { name, username }: Shown = {}) {
  const person = personOf(digits)
  const profile = { name: name ?? person.name, ...(username !== undefined && { username }) }
  return { profile, ...(username === undefined && { wa_id: digits }), user_id: person.userId }
}
