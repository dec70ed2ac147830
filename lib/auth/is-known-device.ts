import { asSystem } from '@/db/tenant'
import { isDeviceToken } from '@/lib/auth/device-rules'
import { hasDevice } from '@/lib/auth/device-system'
import { sha256Hex } from '@/lib/core/crypto'

/** Whether this person has signed in from the browser before that sends this token (`visit.device`). */
export async function isKnownDevice(userId: string, token: string | undefined): Promise<boolean> {
  if (!isDeviceToken(token)) return false
  return asSystem((tx) => hasDevice(tx, userId, sha256Hex(token)))
}
