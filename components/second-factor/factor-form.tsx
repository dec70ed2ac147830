'use client'

import { useState } from 'react'
import { CodeForm } from '@/components/second-factor/code-form'
import { PasskeyForm } from '@/components/second-factor/passkey-form'
import { Button } from '@/components/ui/button'
import type { FactorAnswer, FactorMethod, PasskeyQuestion } from '@/lib/auth/factor-schema'

type Props = {
  methods: readonly FactorMethod[]
  question: PasskeyQuestion | null
  action: string
  /** The sentence that says why it was refused, or null. */
  onAnswer: (answer: FactorAnswer) => Promise<string | null>
}

const ways: Record<FactorMethod, string> = {
  passkey: 'Use a passkey',
  totp: 'Use a code from your app',
  recovery: 'Use a recovery code',
}

/** A second factor, in one of the ways that the person has set up; the quickest first. */
export function FactorForm({ methods, question, action, onAnswer }: Props) {
  const [method, setMethod] = useState<FactorMethod>(methods[0] ?? 'totp')
  const others = methods.filter((other) => other !== method)
  return (
    <div className="grid gap-4">
      {method === 'passkey' ? (
        question && (
          <PasskeyForm
            question={question}
            onProof={(response) => onAnswer({ method: 'passkey', response })}
          />
        )
      ) : (
        <CodeForm key={method} kind={method} action={action} onCode={(code) => onAnswer({ method, code })} />
      )}
      {others.length > 0 && (
        <div className="grid justify-items-start border-t pt-3">
          {others.map((other) => (
            <Button
              key={other}
              variant="quiet"
              className="-ms-3 underline underline-offset-4"
              onClick={() => setMethod(other)}
            >
              {ways[other]}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
