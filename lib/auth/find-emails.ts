import { asSystem } from '@/db/tenant'
import { selectEmails } from '@/lib/auth/system'

/** The addresses of people by their UUIDs, where there are such people: colleagues whose ids are on one's own rows. */
export async function findEmails(userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map()
  const rows = await asSystem((tx) => selectEmails(tx, userIds))
  return new Map(rows.map(({ id, email }) => [id, email]))
}
