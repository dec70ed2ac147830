import { maskPhone } from '@/lib/core/phone'
import type { SenderSummary } from '@/lib/senders/schema'

/** A sender as a browser gets to know it: by its name and its masked number. */
export type SenderOption = { id: string; label: string }

export function senderOptions(senders: readonly SenderSummary[]): SenderOption[] {
  return senders.map(({ id, display_name, phone, status }) => ({
    id,
    label: [display_name, maskPhone(phone), status === 'connected' ? '' : '(disconnected)']
      .filter(Boolean)
      .join(' '),
  }))
}
