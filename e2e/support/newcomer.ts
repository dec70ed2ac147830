import { randomBytes } from 'node:crypto'
import { makeUser } from '@/db/factories'
import type { Person } from './tenant'

/** A person who has proven an address and belongs to no workspace yet. */
export async function newcomer(): Promise<Person & { id: string }> {
  const email = `ada@kestrel-${randomBytes(4).toString('hex')}.example`
  const password = randomBytes(12).toString('base64url')
  const { id } = await makeUser({ email, password, iterations: 1_000 })
  return { id, email, password }
}
