import type { Actor, Ctx, Role } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'

const managers: readonly Role[] = ['owner', 'admin', 'developer']

/** Keys are made and revoked by people, and not by keys. Throws `role_missing`. */
export function requireKeyManager({ actor }: Ctx): Extract<Actor, { type: 'user' }> {
  if (actor.type === 'user' && managers.includes(actor.role)) return actor
  throw new AppError('role_missing')
}
