import type { Metadata } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export const metadata: Metadata = { title: 'A second factor is needed' }

export default function OperatorSecondFactorPage() {
  return (
    <EmptyState
      title="Operators sign in with a second factor"
      action={
        <Button asChild variant="primary">
          <Link href="/account/security">Set up a second factor</Link>
        </Button>
      }
    >
      <p>
        This session was opened with a password alone. Set up an authenticator app or a passkey; whoever has
        one already signs out, and in again with it.
      </p>
    </EmptyState>
  )
}
