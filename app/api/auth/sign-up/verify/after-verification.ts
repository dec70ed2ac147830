import type { User } from '@/lib/auth/schema'
import type { Visit } from '@/lib/core/visit'

/** What a person finds who has just proven their address: their first workspace is opened here. */
export async function afterVerification(_visit: Visit, _user: User): Promise<string> {
  return '/dashboard'
}
