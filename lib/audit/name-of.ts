import type { AuditEntry } from '@/lib/audit/schema'

/** What an actor is called: people and keys by the names that were found, one of us and the house itself by ours. */
export function nameOf({ type, id }: AuditEntry['actor'], names: ReadonlyMap<string, string>): string | null {
  if (type === 'operator') return 'Hawk Send'
  if (type === 'system') return `Hawk Send (${id})`
  return names.get(id) ?? null
}

/** Of whom the names have to be looked up. */
export function idsToName(actors: readonly AuditEntry['actor'][]): string[] {
  return [...new Set(actors.flatMap(({ type, id }) => (type === 'user' || type === 'api_key' ? [id] : [])))]
}
