import type { LiveSession } from '@/lib/auth/schema'
import { AppError } from '@/lib/core/errors'
import { isFresh } from '@/lib/core/step-up'

/** The step-up of what a person does to their own account, outside any workspace. Throws `step_up_required`. */
export function requireFresh({ authenticatedAt }: Pick<LiveSession, 'authenticatedAt'>, now = new Date()) {
  if (!isFresh(authenticatedAt, now)) throw new AppError('step_up_required')
}
