import type { Metadata } from 'next'
import Link from 'next/link'
import { Fact, Facts } from '@/components/facts'
import { Button } from '@/components/ui/button'
import { currentSession } from '@/lib/http/session'
import { findInvitation } from '@/lib/tenants/find-invitation'
import type { OpenInvitation } from '@/lib/tenants/schema'
import { JoinButton } from './join-button'
import { JoinForm } from './join-form'
import { SwitchAccount } from './switch-account'

export const metadata: Metadata = { title: 'Invitation', robots: { index: false } }

type Props = { params: Promise<{ token: string }> }

/** Opening it spends nothing: mail scanners open every link. */
export default async function InvitationPage({ params }: Props) {
  const { token } = await params
  const [invitation, session] = await Promise.all([findInvitation(token), currentSession()])
  if (!invitation) return <NoInvitation isSignedIn={session !== null} />
  const place = `/invitations/${encodeURIComponent(token)}`
  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <h1 className="type-display text-3xl [overflow-wrap:anywhere]">Join {invitation.workspace}</h1>
        <p className="text-ink-2 [overflow-wrap:anywhere]">
          {invitation.invitedBy ?? 'Somebody of the team'} invites you to this workspace.
        </p>
      </div>
      <Facts>
        <Fact name="Your address">{invitation.email}</Fact>
        <Fact name="Your role">
          <span className="inline-block first-letter:uppercase">{invitation.role}</span>
        </Fact>
      </Facts>
      <Way {...{ token, place, invitation }} signedInAs={session?.user.email ?? null} />
    </div>
  )
}

type Way = { token: string; place: string; invitation: OpenInvitation; signedInAs: string | null }

/** In, for whoever reads this: in one press, by signing in first, or with a new account. */
function Way({ token, place, invitation, signedInAs }: Way) {
  const { email, hasAccount } = invitation
  if (signedInAs === email) return <JoinButton token={token} />
  if (signedInAs !== null)
    return (
      <div className="grid gap-4">
        <p className="text-ink-2 [overflow-wrap:anywhere]">
          You are signed in as <strong className="font-semibold text-ink">{signedInAs}</strong>. The
          invitation went to {email}: sign in with that address to take it up.
        </p>
        <SwitchAccount place={place} />
      </div>
    )
  if (!hasAccount) return <JoinForm token={token} email={email} />
  return (
    <div className="grid gap-4">
      <p className="text-ink-2">This address has an account. Sign in with it, and you are back here.</p>
      <Button asChild variant="primary" size="large">
        <Link href={signInBefore(place)} prefetch={false}>
          Sign in
        </Link>
      </Button>
    </div>
  )
}

function NoInvitation({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <div className="grid gap-4">
      <h1 className="type-display text-3xl">This link opens nothing</h1>
      <p className="text-ink-2">
        The invitation was used, taken back or replaced by a newer one, or its time is over. Ask whoever
        invited you to send it again.
      </p>
      <Button asChild className="justify-self-start">
        <Link href={isSignedIn ? '/dashboard' : '/sign-in'}>
          {isSignedIn ? 'Go to your workspaces' : 'Sign in'}
        </Link>
      </Button>
    </div>
  )
}

function signInBefore(place: string): string {
  return `/sign-in?callbackUrl=${encodeURIComponent(place)}`
}
