import { asSystem } from '@/db/tenant'
import { oneAtATime } from '@/lib/auth/hash-queue'
import type { StartedSession } from '@/lib/auth/schema'
import { startSession } from '@/lib/auth/start-session'
import { insertUser } from '@/lib/auth/system'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { hashPassword } from '@/lib/core/password'
import type { Visit } from '@/lib/core/visit'
import { acceptInvitation } from '@/lib/tenants/accept-invitation'
import { findInvitation } from '@/lib/tenants/find-invitation'

/**
 * Makes an account for the address that was invited, which the mail has proven, and joins the team with it. Throws
 * what joining throws, and `state_conflict` for an address that has an account: its owner signs in. Should the last
 * seat go to somebody else meanwhile, the account stays, and the invitation waits.
 */
export async function acceptInvitationAsNewcomer(
  visit: Visit,
  { token, password }: { token: string; password: string },
): Promise<{ session: StartedSession; slug: string }> {
  const invitation = await findInvitation(token)
  if (!invitation) throw new AppError('not_found')
  if (invitation.hasAccount) throw hasAccount()
  const passwordHash = await oneAtATime(() => hashPassword(password))
  const user = { id: newUuid(), email: invitation.email }
  if (!(await asSystem((tx) => insertUser(tx, { ...user, passwordHash })))) throw hasAccount()
  const { slug } = await acceptInvitation(visit, user, { token })
  return { session: await startSession(user, visit), slug }
}

function hasAccount(): AppError {
  return new AppError('state_conflict', { detail: 'This address has an account: sign in first.' })
}
