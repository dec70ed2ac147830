import type { Person } from '@/lib/contacts/schema'
import { maskPhone } from '@/lib/core/phone'

/** Enough to recognise somebody in a log that is never erased. */
export function maskPerson({ phone, bsuid }: Person): string {
  if (phone !== null) return maskPhone(phone)
  return bsuid === null ? '' : `${bsuid.slice(0, 6)}…`
}
