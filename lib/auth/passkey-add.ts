import type { SystemTx } from '@/db/tenant'
import { closeChallenge, takeAttempt } from '@/lib/auth/challenge-system'
import { describeBrowser } from '@/lib/auth/device-rules'
import { changeFactors } from '@/lib/auth/factor-change'
import type { AddedPasskey, NewPasskey } from '@/lib/auth/factor-schema'
import { lockUser, markFactorProven } from '@/lib/auth/factor-system'
import { presentPasskey } from '@/lib/auth/find-factors'
import { requireRoom } from '@/lib/auth/passkey-begin'
import { challengeIn } from '@/lib/auth/passkey-question'
import { passkeyName } from '@/lib/auth/passkey-rules'
import { insertPasskey, selectPasskeys } from '@/lib/auth/passkey-system'
import { verifyNewPasskey } from '@/lib/auth/passkey-verify'
import { firstCodes } from '@/lib/auth/recovery-codes'
import type { LiveSession } from '@/lib/auth/schema'
import { sha256Hex } from '@/lib/core/crypto'
import { AppError } from '@/lib/core/errors'
import { newUuid, toTypeId } from '@/lib/core/ids'
import type { Visit } from '@/lib/core/visit'

/**
 * Keeps what a browser registered for a challenge of ours, which is then spent. Whoever holds the challenge has
 * stepped up for it. Throws `validation_failed` for anything else, and `state_conflict`.
 */
export function addPasskey(
  session: LiveSession,
  visit: Visit,
  { response }: { response: NewPasskey },
): Promise<AddedPasskey> {
  return changeFactors(session.user, visit, async (tx) => {
    await lockUser(tx, session.user.id)
    const { credential, aaguid, credentialBackedUp } = await readNew(tx, session, response)
    const transports = response.response.transports ?? []
    const there = await selectPasskeys(tx, session.user.id)
    requireRoom(there.length)
    const names = there.map(({ name }) => name)
    const row = await insertPasskey(tx, {
      id: newUuid(),
      userId: session.user.id,
      name: passkeyName({ aaguid, transports, browser: describeBrowser(visit.userAgent), names }),
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports,
      isBackedUp: credentialBackedUp,
    })
    if (!row) throw new AppError('state_conflict', { detail: 'This passkey has been added already.' })
    await markFactorProven(tx, session.id)
    const facts = { passkey_id: toTypeId('passkey', row.id) }
    return {
      done: { passkey: presentPasskey(row), recovery_codes: await firstCodes(tx, session.user.id) },
      told: { words: 'A passkey was added.', action: 'passkey.added', facts },
    }
  })
}

async function readNew(tx: SystemTx, session: LiveSession, response: NewPasskey) {
  const claimed = challengeIn(response.response.clientDataJSON)
  const challenge = claimed && (await takeAttempt(tx, sha256Hex(claimed), 'add_passkey'))
  const isOurs = challenge && challenge.userId === session.user.id && challenge.webauthnChallenge
  const passkey = isOurs ? await verifyNewPasskey(response, isOurs) : null
  if (!challenge || !passkey)
    throw new AppError('validation_failed', {
      faults: [{ path: 'response', message: 'This passkey was not made for this page just now. Try again.' }],
    })
  await closeChallenge(tx, challenge.id)
  return passkey
}
