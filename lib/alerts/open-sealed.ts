import { countSignal } from '@/lib/alerts/count-signal'
import { type SealedPlace, unseal } from '@/lib/core/crypto'

/** Opens what is sealed in the database. What does not open is told of, by its table and column, and thrown. */
export function openSealed(place: SealedPlace, sealed: string): string {
  try {
    return unseal(place, sealed)
  } catch (error) {
    const { tenantId, table, column } = place
    countSignal({ tenantId, kind: 'unseal_failed', subject: `${table}.${column}` })
    throw error
  }
}
