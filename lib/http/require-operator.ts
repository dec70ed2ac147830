import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { after } from 'next/server'
import { cache } from 'react'
import type { LiveSession } from '@/lib/auth/schema'
import { newUuid } from '@/lib/core/ids'
import { type Operator, proveOperator } from '@/lib/core/operator'
import type { Visit } from '@/lib/core/visit'
import { clientBehind } from '@/lib/http/next-adapter'
import { currentSession } from '@/lib/http/session'

/** Null for a session without a second factor, and for everybody who is not one of us. */
export function operatorOf(session: LiveSession, visit: Visit): Operator | null {
  const { user, secondFactorAt, authenticatedAt } = session
  if (!user.isOperator || !secondFactorAt) return null
  return proveOperator({ ...visit, userId: user.id, email: user.email, authenticatedAt })
}

/**
 * For pages below /ops, which for everybody else are not there. One of us who has not proven a second factor is told
 * to.
 */
export const requireOperator = cache(async (): Promise<Operator> => {
  const session = (await currentSession()) ?? redirect('/sign-in?callbackUrl=/ops')
  if (!session.user.isOperator) notFound()
  return operatorOf(session, await visitOfPage()) ?? redirect('/ops/second-factor')
})

async function visitOfPage(): Promise<Visit> {
  const all = await headers()
  return {
    requestId: newUuid(),
    address: clientBehind(all).address,
    userAgent: all.get('user-agent') ?? '',
    defer: (work) => after(work),
  }
}
