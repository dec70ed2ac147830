import type { PasskeyRow } from '@/lib/auth/passkey-system'
import { env } from '@/lib/core/env'

/** For whom passkeys sign, from our settings alone: no header of a request may say who we are. */
export function relyingParty(): { origin: string; id: string; name: string } {
  const origin = env().APP_ORIGIN
  return { origin, id: new URL(origin).hostname, name: 'Hawk Send' }
}

/** How a browser finds a passkey again. */
export function descriptorOf({ credentialId, transports }: Pick<PasskeyRow, 'credentialId' | 'transports'>) {
  return { id: credentialId, transports }
}
