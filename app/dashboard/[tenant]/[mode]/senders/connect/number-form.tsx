'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { RadioCards } from '@/components/ui/radio-cards'
import type { AccountNumber } from '@/lib/senders/connection-schema'

type Props = { numbers: AccountNumber[]; busy: boolean; onSubmit: (id: string) => void }

export function NumberForm({ numbers, busy, onSubmit }: Props) {
  const [chosen, setChosen] = useState<string | undefined>(numbers.length === 1 ? numbers[0]?.id : undefined)
  return (
    <div className="grid max-w-lg gap-3">
      <RadioCards
        label="Number"
        options={numbers.map(({ id, phone, name, is_verified }) => ({
          value: id,
          label: name || phone,
          mark: phone,
          hint: is_verified ? undefined : 'Not verified yet',
        }))}
        value={chosen}
        onChange={setChosen}
      />
      <Button
        variant="primary"
        busy={busy}
        disabled={!chosen}
        onClick={() => chosen && onSubmit(chosen)}
        className="justify-self-start"
      >
        {busy ? 'Going on…' : 'Use this number'}
      </Button>
    </div>
  )
}
