import { maskPhone } from '@/lib/core/phone'
import type { ThreadPerson } from '@/lib/messages/thread-schema'

type Named = Pick<ThreadPerson, 'name' | 'username' | 'phone'>

/** What to call somebody: their name, or else what is known of them. */
export function nameOf({ name, username, phone }: Named): string {
  return name ?? (username ? `@${username}` : phone ? maskPhone(phone) : 'Number hidden')
}

/** The number below a name; nothing where it is the name already. */
export function numberOf({ name, username, phone }: Named): string | null {
  if (!name && !username) return null
  return phone ? maskPhone(phone) : 'number hidden'
}
