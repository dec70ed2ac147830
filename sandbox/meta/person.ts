import { createHash } from 'node:crypto'

const names = ['Ana', 'Bo', 'Chidi', 'Dana', 'Emre', 'Farah', 'Gus', 'Hana', 'Ivo', 'Jun', 'Kaya', 'Lena']

/** Who has a number: the same fictional person every time. */
export function personOf(digits: string) {
  const hash = createHash('sha256').update(digits).digest()
  const name = names[hash.readUInt8(0) % names.length] ?? 'Ana'
  return { name: `${name} Example`, userId: `US.${String(hash.readBigUInt64BE(1)).padStart(20, '0')}` }
}

/** The `contacts` of a webhook. */
export function contactOf(digits: string, name?: string) {
  const person = personOf(digits)
  return { profile: { name: name ?? person.name }, wa_id: digits, user_id: person.userId }
}
