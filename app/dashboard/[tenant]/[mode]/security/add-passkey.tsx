'use client'

import { browserSupportsWebAuthn } from '@simplewebauthn/browser'
import { useState } from 'react'
import { postJson } from '@/components/forms/post-json'
import { makePasskey } from '@/components/second-factor/ask-browser'
import { sentenceOf } from '@/components/second-factor/refusals'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { FieldError } from '@/components/ui/field'
import { AddedPasskey, NewPasskeyQuestion } from '@/lib/auth/factor-schema'
import { FactorDialog } from './factor-dialog'

export function AddPasskey({ isFirst }: { isFirst: boolean }) {
  return (
    <FactorDialog
      title="Add a passkey"
      description="Your browser asks for your fingerprint, face, screen lock or security key. None of that leaves your device."
      trigger={<Button aria-label={isFirst ? 'Add a passkey' : 'Add another passkey'}>Add passkey</Button>}
    >
      {(form) => <AddPasskeyForm {...form} />}
    </FactorDialog>
  )
}

type Props = { onDone: (codes: string[] | null) => void; onCancel: () => void }

function AddPasskeyForm({ onDone, onCancel }: Props) {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)

  async function add() {
    setBusy(true)
    setRefused(await addOne(onDone))
    setBusy(false)
  }

  return (
    <div className="grid gap-4">
      {refused && <FieldError>{refused}</FieldError>}
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" busy={busy} onClick={add}>
          {busy ? 'Waiting for your browser…' : 'Continue'}
        </Button>
      </DialogActions>
    </div>
  )
}

/** The sentence that says why not, or null. */
async function addOne(onDone: Props['onDone']): Promise<string | null> {
  if (!browserSupportsWebAuthn()) return 'This browser knows no passkeys. Use another one, or an app.'
  const asked = await postJson('/api/auth/passkeys/options', {}, NewPasskeyQuestion)
  if (!asked.ok) return sentenceOf(asked.problem)
  const response = await makePasskey(asked.data)
  if ('refused' in response) return response.refused
  const added = await postJson('/api/auth/passkeys', { response }, AddedPasskey)
  if (!added.ok) return sentenceOf(added.problem)
  onDone(added.data.recovery_codes)
  return null
}
