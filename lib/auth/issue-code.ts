import { randomBytes } from 'node:crypto'
import type { SystemTx } from '@/db/tenant'
import { deriveEmailCode, hashEmailCode } from '@/lib/auth/code-rules'
import { armCode, codesAskedFrom, codesTo, insertCode } from '@/lib/auth/codes-system'
import { takeTurn } from '@/lib/auth/limits-system'
import { requireRoom } from '@/lib/auth/require-room'
import { findUserByEmail } from '@/lib/auth/system'
import { countedNetwork } from '@/lib/core/counted-network'
import { env } from '@/lib/core/env'
import { newUuid } from '@/lib/core/ids'
import { currentKeyId, keyFor } from '@/lib/core/key-ring'
import { policy } from '@/lib/core/policy'
import type { Visit } from '@/lib/core/visit'
import { queueMailIn } from '@/lib/mails/queue'

type SignUp = { id: string; email: string }

/** The one who signs up with an address, and the one who proves it, come one after the other. */
export const turnOf = (email: string) => `sign-up:${email}`

/**
 * Counts a code before any work is done for it. Throws `too_many_attempts` when this address of mail, or this network,
 * has had enough of them; whether the address has an account makes no difference.
 */
export async function reserveCode(tx: SystemTx, visit: Visit, { id, email }: SignUp): Promise<string> {
  const address = countedNetwork(visit.address)
  await takeTurn(tx, [turnOf(email), `sign-up-address:${address}`])
  const ofNetwork = address === '' ? null : codesAskedFrom(address)
  await requireRoom(tx, { ofEmail: codesTo(email), ofNetwork }, policy.signUp.code)
  const codeId = newUuid()
  await insertCode(tx, { id: codeId, signUpId: id, email, address, keyId: currentKeyId() })
  return codeId
}

/**
 * Mails the code, or, to the owner of an account, that somebody tried to sign up with their address: one mail and the
 * same work either way.
 */
export async function sendCode(tx: SystemTx, { id: signUpId, email }: SignUp, codeId: string): Promise<void> {
  const { APP_ORIGIN } = env()
  const owner = await findUserByEmail(tx, email)
  const nonce = randomBytes(16)
  const code = deriveEmailCode(keyFor('email-code', currentKeyId()), nonce)
  const codeHash = hashEmailCode(keyFor('email-pepper', currentKeyId()), { signUpId, codeId, email }, code)
  await armCode(tx, codeId, owner ? null : { nonce, codeHash })
  if (owner) {
    const fields = { signInLink: `${APP_ORIGIN}/sign-in`, resetLink: `${APP_ORIGIN}/reset-password` }
    await queueMailIn(tx, { template: 'account_exists', to: email, fields })
  } else {
    // Behind the hash: it reaches no server, and whoever only opens the link has not used it.
    const link = `${APP_ORIGIN}/sign-up#code=${code}`
    const fields = { code, link, expiresInMinutes: policy.signUp.code.seconds / 60 }
    await queueMailIn(tx, { template: 'verification', to: email, fields })
  }
}

/** What every answer says of a code that has just been asked for. */
export function pendingSignUp(email: string) {
  const { code, resendSeconds } = policy.signUp
  return { email, expires_in_seconds: code.seconds, resend_in_seconds: resendSeconds }
}
