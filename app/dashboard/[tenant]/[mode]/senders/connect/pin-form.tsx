'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type Props = { busy: boolean; onSubmit: (pin: string) => void }

export function PinForm({ busy, onSubmit }: Props) {
  const [pin, setPin] = useState('')
  const [isShort, setShort] = useState(false)

  function submit(event: FormEvent) {
    event.preventDefault()
    const isWhole = /^\d{6}$/.test(pin)
    setShort(!isWhole)
    if (isWhole) onSubmit(pin)
  }

  return (
    <form onSubmit={submit} className="grid max-w-xs gap-3">
      <Field
        label="Two-step PIN"
        hint="Forgotten? Turn two-step verification off in WhatsApp Manager, then try again."
        error={isShort && 'A PIN has six digits.'}
      >
        {(control) => (
          <Input
            {...control}
            value={pin}
            onChange={(event) => setPin(event.target.value.replaceAll(/\D/g, '').slice(0, 6))}
            inputMode="numeric"
            autoComplete="off"
            className="type-mono"
          />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={busy} className="justify-self-start">
        {busy ? 'Registering…' : 'Register the number'}
      </Button>
    </form>
  )
}
