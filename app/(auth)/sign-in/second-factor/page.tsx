import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { findSignInChallenge } from '@/lib/auth/challenge-find'
import { challengeCookie } from '@/lib/http/cookies'
import { currentSession } from '@/lib/http/session'
import { safePath } from '../safe-path'
import { SecondFactorForm } from './second-factor-form'
import { SignInOver } from './sign-in-over'

export const metadata: Metadata = { title: 'Second step' }

type Props = { searchParams: Promise<{ callbackUrl?: string | string[] }> }

export default async function SecondFactorPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const next = safePath(Array.isArray(callbackUrl) ? callbackUrl[0] : callbackUrl)
  const question = await findSignInChallenge((await cookies()).get(challengeCookie)?.value)
  if (!question) {
    if (await currentSession()) redirect(next)
    return <SignInOver next={next} />
  }
  return <SecondFactorForm next={next} methods={question.methods} question={question.passkey} />
}
