import { asSystem } from '@/db/tenant'
import { insertVerifiedUser } from '@/lib/auth/codes-system'
import { derive } from '@/lib/auth/hash-pool'
import { judgePassword } from '@/lib/auth/judge-password'
import type { StartedSession } from '@/lib/auth/schema'
import { startSession } from '@/lib/auth/start-session'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { hashPassword } from '@/lib/core/password'
import type { Visit } from '@/lib/core/visit'
import { acceptInvitation } from '@/lib/tenants/accept-invitation'
import { findInvitation } from '@/lib/tenants/find-invitation'

type Joined =
  | { joined: true; session: StartedSession; slug: string }
  | { joined: false; advice: string | null }

/**
 * Makes an account for the address that was invited, which the mail has proven, and joins the team with it. Throws
 * what joining throws, and `state_conflict` for an address that has an account: its owner signs in. Should the last
 * seat go to somebody else meanwhile, the account stays, and the invitation waits.
 */
export async function acceptInvitationAsNewcomer(
  visit: Visit,
  { token, password }: { token: string; password: string },
): Promise<Joined> {
  const invitation = await findInvitation(token)
  if (!invitation) throw new AppError('not_found')
  if (invitation.hasAccount) throw hasAccount()
  const { email } = invitation
  const { acceptable, advice } = await judgePassword(visit, { password, email })
  if (!acceptable) return { joined: false, advice }
  const passwordHash = await hashPassword(password, { derive })
  const user = { id: newUuid(), email }
  if (!(await asSystem((tx) => insertVerifiedUser(tx, { ...user, passwordHash })))) throw hasAccount()
  const { slug } = await acceptInvitation(visit, user, { token })
  return { joined: true, session: await startSession(user, visit), slug }
}

function hasAccount(): AppError {
  return new AppError('state_conflict', { detail: 'This address has an account: sign in first.' })
}
