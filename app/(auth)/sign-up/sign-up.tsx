'use client'

import { useState } from 'react'
import type { PendingSignUp } from '@/lib/auth/schema'
import { useHashValue } from '../use-hash-value'
import { CodeForm } from './code-form'
import { DetailsForm } from './details-form'

/** Two steps on one page: what was typed in the first is still there for whoever comes back to it. */
export function SignUp({ begun }: { begun: PendingSignUp | null }) {
  const [pending, setPending] = useState(begun)
  const [isChanging, setChanging] = useState(false)
  const ofLink = useHashValue('code')
  const isProving = pending !== null && !isChanging
  return (
    <>
      <div hidden={isProving}>
        <DetailsForm
          email={begun?.email ?? ''}
          isShown={!isProving}
          isForOtherBrowser={Boolean(ofLink) && pending === null}
          onAccepted={(next) => {
            setPending(next)
            setChanging(false)
          }}
        />
      </div>
      {isProving && (
        <CodeForm
          pending={pending}
          ofLink={ofLink}
          onResent={setPending}
          onChangeAddress={() => setChanging(true)}
        />
      )}
    </>
  )
}
