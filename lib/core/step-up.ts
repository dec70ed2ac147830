import type { Ctx } from './context'
import { AppError } from './errors'
import { policy } from './policy'

/**
 * Throws `step_up_required` when a person has not proven for a while who they are: an open laptop makes no keys.
 * Who is no person has nothing to prove again.
 */
export function requireStepUp({ actor }: Ctx, now = new Date()): void {
  if (actor.type === 'user') requireFresh(actor.authenticatedAt, now)
}

/** The same for whoever acts outside any tenant. */
export function requireFresh(authenticatedAt: Date, now = new Date()): void {
  if (!isFresh(authenticatedAt, now)) throw new AppError('step_up_required')
}

export function isFresh(authenticatedAt: Date, now: Date): boolean {
  return now.getTime() - authenticatedAt.getTime() < policy.sessions.stepUpSeconds * 1_000
}
