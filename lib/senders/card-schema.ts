import { z } from 'zod'

/** A number as its card shows it. */
export type SenderCard = {
  id: string
  phone: string
  display_name: string
  status: 'pending' | 'connected' | 'disconnected'
  is_primary: boolean
  is_coexistence: boolean
  quality: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN' | null
  number_status: string | null
  name_status: string | null
  messaging_limit: string | null
  verification_status: string | null
  account_name: string | null
  /** Null in test mode, whose number needs no token. */
  token_status: 'valid' | 'expired' | 'revoked' | 'missing' | null
  token_expires_at: string | null
  connected_at: string | null
  disconnected_at: string | null
}

/** What makes a number the primary one, or disconnects it, leaves behind. */
export const ChangedSender = z.object({
  id: z.string(),
  status: z.enum(['pending', 'connected', 'disconnected']),
  is_primary: z.boolean(),
})
export type ChangedSender = z.infer<typeof ChangedSender>
