import { asSystem } from '@/db/tenant'
import { oneAtATime } from '@/lib/auth/hash-queue'
import { SignInInput, type User } from '@/lib/auth/schema'
import { findUserByEmail } from '@/lib/auth/system'
import { matchesPassword } from '@/lib/core/password'
import { policy } from '@/lib/core/policy'

/** Takes as long to compare with as any real one, so that an unknown address cannot be told by the time. */
const nobody = `pbkdf2_sha256$${policy.passwords.iterations}$aaaaaaaaaaaaaaaaaaaaaa$${'A'.repeat(43)}=`

/** The person with this address and password, or null. Nobody signs in before the address is verified. */
export async function signIn(input: unknown): Promise<User | null> {
  const parsed = SignInInput.safeParse(input)
  if (!parsed.success) return null
  const { email, password } = parsed.data
  const user = await asSystem((tx) => findUserByEmail(tx, email))
  const matches = await oneAtATime(() => matchesPassword(password, user?.passwordHash ?? nobody))
  return matches && user?.emailVerifiedAt ? { id: user.id, email: user.email } : null
}
