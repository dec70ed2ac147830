import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { TextLink } from '@/components/ui/text-link'
import { currentSession } from '@/lib/http/session'
import { safePath } from './safe-path'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<{ callbackUrl?: string | string[] }> }

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const next = safePath(Array.isArray(callbackUrl) ? callbackUrl[0] : callbackUrl)
  if (await currentSession()) redirect(next)
  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <h1 className="type-display text-3xl">Sign in</h1>
        <p className="text-ink-2">Your codes, keys and numbers are on the other side.</p>
      </div>
      <SignInForm next={next} />
      <p className="border-t pt-5 text-ink-2 text-sm">
        New here? <TextLink href="/sign-up">Create an account</TextLink>
      </p>
    </div>
  )
}
