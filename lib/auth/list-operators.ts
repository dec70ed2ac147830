import { asSystem } from '@/db/tenant'
import { selectOperators } from '@/lib/auth/system'

/** The people who work for us. */
export function listOperators(): Promise<{ id: string; email: string }[]> {
  return asSystem(selectOperators)
}
