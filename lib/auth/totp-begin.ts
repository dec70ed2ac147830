import { Secret } from 'otpauth'
import type { z } from 'zod'
import { asSystem } from '@/db/tenant'
import { insertChallenge } from '@/lib/auth/challenge-system'
import type { TotpSetUp } from '@/lib/auth/factor-schema'
import { requireFresh } from '@/lib/auth/require-fresh'
import type { LiveSession } from '@/lib/auth/schema'
import { newToken } from '@/lib/auth/start-session'
import { totpAddress } from '@/lib/auth/totp-rules'
import { seal, sha256Hex } from '@/lib/core/crypto'
import { newUuid, platformId } from '@/lib/core/ids'
import { qrSvg } from '@/lib/core/qr'

/** Until it is confirmed, a secret is sealed to the question that waits for its first code. */
export const setUpPlace = (challengeId: string) =>
  ({ table: 'challenges', column: 'secret', tenantId: platformId, rowId: challengeId }) as const

/**
 * A secret for an authenticator app, which opens nothing before it is confirmed; an app that is set up already stays
 * until then. The answer is the only place where the secret is ever seen. Throws `step_up_required`.
 */
export async function beginTotp(session: LiveSession): Promise<z.infer<typeof TotpSetUp>> {
  requireFresh(session)
  const { user } = session
  const secret = new Secret({ size: 20 }).base32
  const setup = newToken()
  const id = newUuid()
  await asSystem((tx) =>
    insertChallenge(tx, {
      id,
      userId: user.id,
      purpose: 'add_totp',
      tokenHash: sha256Hex(setup),
      secretSealed: seal(setUpPlace(id), secret),
    }),
  )
  return { setup, secret, qr_svg: qrSvg(totpAddress(secret, user.email)) }
}
