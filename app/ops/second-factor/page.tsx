import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'

export const metadata: Metadata = { title: 'A second factor is needed' }

export default function OperatorSecondFactorPage() {
  return (
    <EmptyState title="Operators sign in with a second factor">
      <p>
        This session was opened with a password alone. Set up an authenticator app or a passkey under Security
        of any workspace, sign out, and sign in again with it.
      </p>
    </EmptyState>
  )
}
