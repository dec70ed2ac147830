'use client'

import { Fingerprint } from 'lucide-react'
import { useState } from 'react'
import { signWithPasskey } from '@/components/second-factor/ask-browser'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import type { PasskeyProof, PasskeyQuestion } from '@/lib/auth/factor-schema'

type Props = {
  question: PasskeyQuestion
  /** The sentence that says why it was refused, or null. */
  onProof: (proof: PasskeyProof) => Promise<string | null>
}

export function PasskeyForm({ question, onProof }: Props) {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)

  async function ask() {
    setBusy(true)
    setRefused(null)
    const signed = await signWithPasskey(question)
    const reason = 'refused' in signed ? signed.refused : await onProof(signed)
    if (!reason) return
    setRefused(reason)
    setBusy(false)
  }

  return (
    <div className="grid gap-4">
      {refused && <FieldError>{refused}</FieldError>}
      <Button variant="primary" size="large" busy={busy} autoFocus onClick={ask}>
        <Fingerprint aria-hidden className="size-4" />
        {busy ? 'Waiting for your passkey…' : 'Use a passkey'}
      </Button>
    </div>
  )
}
