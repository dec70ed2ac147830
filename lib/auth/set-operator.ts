import { randomBytes } from 'node:crypto'
import { asSystem } from '@/db/tenant'
import { recordAuditIn } from '@/lib/audit/record'
import { derive } from '@/lib/auth/hash-pool'
import { insertUser, updateOperator } from '@/lib/auth/operator-system'
import { Email } from '@/lib/auth/schema'
import { findUserByEmail } from '@/lib/auth/system'
import { newUuid, platformId, toTypeId } from '@/lib/core/ids'
import { hashPassword } from '@/lib/core/password'

type Made = { userId: string; email: string; isOperator: boolean; password: string | null }

/**
 * Makes somebody one of us, or no longer. Whoever is not there yet comes to be, with a password that is told once.
 * Called from the command line of the house alone: no door leads here.
 */
export async function setOperator(input: { email: string; isOperator: boolean }): Promise<Made> {
  const email = Email.parse(input.email).toLowerCase()
  const known = await asSystem((tx) => findUserByEmail(tx, email))
  if (!known && !input.isOperator) throw new Error(`There is nobody with the address ${email}.`)
  const password = known ? null : randomBytes(15).toString('base64url')
  const userId = known?.id ?? newUuid()
  const passwordHash = password === null ? null : await hashPassword(password, { derive })
  await recordAuditIn(
    [platformId],
    { actor: { type: 'system', id: 'operator-command' }, requestId: newUuid(), address: '' },
    {
      action: input.isOperator ? 'operator.made' : 'operator.unmade',
      target: { type: 'user', id: toTypeId('user', userId) },
    },
  )
  await asSystem(async (tx) => {
    if (passwordHash !== null) await insertUser(tx, { id: userId, email, passwordHash })
    await updateOperator(tx, userId, input.isOperator)
  })
  return { userId, email, isOperator: input.isOperator, password }
}
