'use client'

import { Check, Circle, X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { PasswordInput } from '@/components/forms/password-input'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { lengthOf } from '@/lib/auth/password-schema'
import { policy } from '@/lib/core/policy'
import { useJudgement } from './use-judgement'

type Props = {
  label: string
  registered: UseFormRegisterReturn
  value: string
  email: string
  error: string | undefined
}

const { minLength } = policy.passwords

/** Says while it is typed what is still missing: its length here, how easily it is guessed by the server's word. */
export function NewPasswordField({ label, registered, value, email, error }: Props) {
  const rulesId = useId()
  const judgement = useJudgement(value, email)
  const isLong = lengthOf(value) >= minLength
  return (
    <div className="grid gap-2">
      <Field label={label} error={error}>
        {({ 'aria-describedby': describedBy, ...control }) => (
          <PasswordInput
            {...control}
            {...registered}
            aria-describedby={[describedBy, rulesId].filter(Boolean).join(' ')}
            autoComplete="new-password"
          />
        )}
      </Field>
      <ul id={rulesId} aria-live="polite" className="grid gap-1 text-sm">
        <Rule state={isLong ? 'met' : 'open'}>{minLength} characters or more</Rule>
        <Rule state={isLong && judgement ? (judgement.acceptable ? 'met' : 'broken') : 'open'}>
          {(isLong && judgement?.advice) || 'Hard to guess: a few words that do not belong together'}
        </Rule>
      </ul>
    </div>
  )
}

const looks = {
  open: { Icon: Circle, color: 'text-ink-3', words: 'Still to do: ' },
  met: { Icon: Check, color: 'text-primary', words: 'Done: ' },
  broken: { Icon: X, color: 'text-danger', words: 'Not yet: ' },
} as const

function Rule({ state, children }: { state: keyof typeof looks; children: ReactNode }) {
  const { Icon, color, words } = looks[state]
  return (
    <li className={cn('flex gap-2', state === 'broken' ? 'text-danger' : 'text-ink-2')}>
      <Icon aria-hidden className={cn('mt-[3px] size-3.5 shrink-0', color)} />
      <span>
        <span className="sr-only">{words}</span>
        {children}
      </span>
    </li>
  )
}
