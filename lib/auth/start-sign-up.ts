import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { asSystem } from '@/db/tenant'
import { deleteSignUp, insertSignUp, updatePassword } from '@/lib/auth/codes-system'
import { derive } from '@/lib/auth/hash-pool'
import { pendingSignUp, reserveCode, sendCode } from '@/lib/auth/issue-code'
import { judgePassword } from '@/lib/auth/judge-password'
import type { SignUpInput, SignUpReply } from '@/lib/auth/schema'
import { countedNetwork } from '@/lib/core/counted-network'
import { hashPassword, unusablePassword } from '@/lib/core/password'
import type { Visit } from '@/lib/core/visit'

type Input = z.output<typeof SignUpInput>
type Started = { reply: z.input<typeof SignUpReply>; signUpId: string | null }

/**
 * Begins an account, which comes to be when its address is proven. For an address that has one already the answer, and
 * the time it takes, are the same. The id is for the one browser that signs up: only beside it does a code count.
 */
export async function startSignUp(visit: Visit, { email, password }: Input): Promise<Started> {
  const { acceptable, advice } = await judgePassword(visit, { email, password })
  if (!acceptable) return { reply: { accepted: false, reason: 'too_guessable', advice }, signUpId: null }
  // No UUIDv7: nobody who made one at the same moment should come near it.
  const signUp = { id: randomUUID(), email }
  const codeId = await asSystem(async (tx) => {
    await insertSignUp(tx, {
      ...signUp,
      address: countedNetwork(visit.address),
      passwordHash: unusablePassword,
    })
    return reserveCode(tx, visit, signUp)
  })
  const passwordHash = await hashPassword(password, { derive }).catch(async (error: unknown) => {
    await asSystem((tx) => deleteSignUp(tx, signUp.id))
    throw error
  })
  await asSystem(async (tx) => {
    await updatePassword(tx, signUp.id, passwordHash)
    await sendCode(tx, signUp, codeId)
  })
  return { reply: { accepted: true, ...pendingSignUp(email) }, signUpId: signUp.id }
}
