import type { ContactObject, OptOutObject, SuppressionReason } from '@/lib/contacts/schema'

/** What a person is called: by the tenant, else by themselves. Null where nobody has said. */
export function nameOf({ name, profile_name, username }: ContactObject): string | null {
  return name ?? profile_name ?? (username && `@${username}`)
}

export const reasonWords: Record<SuppressionReason, string> = {
  stop: 'They wrote a stop word',
  whatsapp: 'They switched marketing off in WhatsApp',
  api: 'Your code said so',
  dashboard: 'Somebody said so here',
  import: 'An imported file said so',
}

export const scopeWords: Record<OptOutObject['scope'], string> = {
  all: 'All messages',
  marketing: 'Marketing',
}

export const sourceWords: Record<ContactObject['source'], string> = {
  api: 'made by your code',
  dashboard: 'made here',
  import: 'from a file',
  inbound: 'they wrote to you',
}
