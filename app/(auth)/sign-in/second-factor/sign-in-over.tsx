import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { policy } from '@/lib/core/policy'

/** Expired, answered, or guessed at too often: it begins again with the password. */
export function SignInOver({ next }: { next: string }) {
  return (
    <div role="alert" className="grid justify-items-start gap-6">
      <div className="grid gap-1.5">
        <h1 className="type-display text-3xl">Sign in again</h1>
        <p className="text-ink-2">
          The second step waits for {policy.secondFactor.challengeSeconds / 60} minutes and takes{' '}
          {policy.secondFactor.attempts} tries. This one is over; nobody was signed in.
        </p>
      </div>
      <Button asChild variant="primary" size="large">
        <Link href={`/sign-in?callbackUrl=${encodeURIComponent(next)}`}>Start again</Link>
      </Button>
    </div>
  )
}
