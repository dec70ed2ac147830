import type { z } from 'zod'
import { asSystem } from '@/db/tenant'
import { takeTurn } from '@/lib/auth/limits-system'
import type { AskResetInput, AskResetReply } from '@/lib/auth/password-schema'
import { requireRoom } from '@/lib/auth/require-room'
import { giveReset, insertReset, resetsAskedFrom, resetsOf } from '@/lib/auth/resets-system'
import { newToken } from '@/lib/auth/start-session'
import { findUserByEmail } from '@/lib/auth/system'
import { countedNetwork } from '@/lib/core/counted-network'
import { sha256Hex } from '@/lib/core/crypto'
import { env } from '@/lib/core/env'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { pseudonym } from '@/lib/core/pseudonym'
import type { Visit } from '@/lib/core/visit'
import { queueMailIn } from '@/lib/mails/queue'

const expiresInMinutes = policy.passwordReset.seconds / 60

/**
 * Mails a link that sets a new password to whoever has this address. Whether anybody has is looked up once the answer
 * is out, so that neither it nor the time it takes can tell.
 */
export async function askReset(
  visit: Visit,
  { email }: z.output<typeof AskResetInput>,
): Promise<z.input<typeof AskResetReply>> {
  const id = newUuid()
  const token = newToken()
  const of = { emailHash: pseudonym('email', email), address: countedNetwork(visit.address) }
  await asSystem(async (tx) => {
    await takeTurn(tx, [`reset:${of.emailHash}`, `reset-address:${of.address}`])
    const ofNetwork = of.address === '' ? null : resetsAskedFrom(of.address)
    await requireRoom(tx, { ofEmail: resetsOf(of.emailHash), ofNetwork }, policy.passwordReset)
    await insertReset(tx, { id, ...of, tokenHash: sha256Hex(token) })
  })
  visit.defer(() => mailLink(id, email, token))
  return { expires_in_minutes: expiresInMinutes }
}

function mailLink(id: string, email: string, token: string): Promise<void> {
  return asSystem(async (tx) => {
    const user = await findUserByEmail(tx, email)
    if (!user) return
    await giveReset(tx, id, user.id)
    // Behind the hash: no server and no other page is told it, and whoever only opens the link has not used it.
    const link = `${env().APP_ORIGIN}/reset-password/new#token=${token}`
    await queueMailIn(tx, { template: 'password_reset', to: user.email, fields: { link, expiresInMinutes } })
  })
}
