import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { findSignUp } from '@/lib/auth/find-sign-up'
import { signUpCookie } from '@/lib/http/cookies'
import { currentSession } from '@/lib/http/session'
import { readSignUpId } from '@/lib/http/sign-up-id'
import { SignUp } from './sign-up'

export const metadata: Metadata = { title: 'Create an account' }

/** Goes on where this browser left off, also after a reload. */
export default async function SignUpPage() {
  if (await currentSession()) redirect('/dashboard')
  const pending = await findSignUp(readSignUpId((await cookies()).get(signUpCookie)?.value))
  return <SignUp begun={pending} />
}
