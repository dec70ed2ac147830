import { asSystem, type SystemTx } from '@/db/tenant'
import { isRightEmailCode, whyRefused } from '@/lib/auth/code-rules'
import {
  countTry,
  findOpenSignUp,
  finishSignUp,
  insertVerifiedUser,
  lockNewestCode,
} from '@/lib/auth/codes-system'
import { turnOf } from '@/lib/auth/issue-code'
import { takeTurn } from '@/lib/auth/limits-system'
import type { CodeRefusal, User } from '@/lib/auth/schema'
import { newUuid } from '@/lib/core/ids'
import { keyFor } from '@/lib/core/key-ring'
import { unusablePassword } from '@/lib/core/password'
import { policy } from '@/lib/core/policy'
import type { Visit } from '@/lib/core/visit'

export type VerifiedSignUp =
  | { ok: true; user: User; isNew: boolean }
  | { ok: false; reason: CodeRefusal; attemptsRemaining: number }

/**
 * Makes the user whose address the code proves. A wrong code is an answer. Of tries made at once each waits for the
 * one before, so that three are looked at and no more; of two who prove one address, the first has it.
 */
export function verifySignUp(
  _visit: Visit,
  { signUpId, code }: { signUpId: string; code: string },
): Promise<VerifiedSignUp> {
  return asSystem(async (tx) => {
    const signUp = await findOpenSignUp(tx, signUpId)
    if (!signUp) return refused('no_sign_up')
    await takeTurn(tx, [turnOf(signUp.email)])
    const newest = await lockNewestCode(tx, signUpId)
    if (!newest) return refused('no_sign_up')
    const reason = whyRefused(newest)
    if (reason) return refused(reason)

    const attempts = newest.attempts + 1
    await countTry(tx, newest.id, attempts)
    const owner = { signUpId, codeId: newest.id, email: signUp.email }
    if (isRightEmailCode(keyFor('email-pepper', newest.keyId), owner, code, newest.codeHash))
      return makeUser(tx, owner, signUp.passwordHash)
    const remaining = policy.signUp.code.attempts - attempts
    return remaining > 0 ? refused('incorrect_code', remaining) : refused('attempts_exceeded')
  })
}

async function makeUser(
  tx: SystemTx,
  owner: { signUpId: string; codeId: string; email: string },
  passwordHash: string,
): Promise<VerifiedSignUp> {
  const { email } = owner
  const user = await insertVerifiedUser(tx, { id: newUuid(), email, passwordHash })
  await finishSignUp(tx, owner, unusablePassword)
  return user ? { ok: true, user: { id: user.id, email }, isNew: true } : refused('superseded')
}

function refused(reason: CodeRefusal, attemptsRemaining = 0): VerifiedSignUp {
  return { ok: false, reason, attemptsRemaining }
}
