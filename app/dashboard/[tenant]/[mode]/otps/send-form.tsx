'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { MagicNumbers } from '@/components/magic-numbers'
import { Button } from '@/components/ui/button'
import type { Mode } from '@/lib/core/context'
import { SendOtpInput, SendOtpReply } from '@/lib/otp/schema'
import { PhoneField } from './phone-field'
import { SendFields } from './send-fields'

export type SendValues = z.input<typeof SendOtpInput>
type Props = { tenant: string; mode: Mode; onSent: () => void }

export function SendForm({ tenant, mode, onSent }: Props) {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm<SendValues, unknown, z.output<typeof SendOtpInput>>({
    resolver: zodResolver(SendOtpInput),
    defaultValues: { to: mode === 'test' ? '+15550100001' : '', code_length: 6, expiry: 300 },
  })

  const submit = form.handleSubmit(
    async (values) => {
      setProblem(null)
      const posted = await postJson(`/api/dashboard/${tenant}/${mode}/otp/send`, values, SendOtpReply)
      if (posted.ok) {
        onSent()
        router.push(`/dashboard/${tenant}/${mode}/otps?id=${posted.data.otp_id}`)
        router.refresh()
        return
      }
      setProblem(atFields(posted.problem))
    },
    () => setProblem(null),
  )

  /** Shows each fault of the server at its field, and gives back the problem with what has no field here. */
  function atFields(refused: Problem): Problem | null {
    const rest = refused.errors.filter((fault) => !fieldOf(fault.path))
    for (const fault of refused.errors) {
      const field = fieldOf(fault.path)
      if (field)
        form.setError(
          field,
          { type: 'server', message: `${fault.message} ${fault.fix ?? ''}`.trim() },
          { shouldFocus: true },
        )
    }
    return rest.length === 0 && refused.errors.length > 0 ? null : { ...refused, errors: rest }
  }

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <div className="grid flex-1 content-start gap-5 overflow-y-auto px-5 py-4">
        <PhoneField form={form} />
        {mode === 'test' && (
          <MagicNumbers
            value={form.watch('to')}
            onChange={(to) => form.setValue('to', to, { shouldValidate: true, shouldDirty: true })}
          />
        )}
        <SendFields form={form} />
      </div>
      <footer className="grid gap-3 border-t px-5 py-4">
        {problem && <ProblemNotice problem={problem} />}
        <Button type="submit" variant="primary" size="large" busy={form.formState.isSubmitting}>
          {form.formState.isSubmitting ? 'Sending…' : mode === 'test' ? 'Send test OTP' : 'Send OTP'}
        </Button>
      </footer>
    </form>
  )
}

const fields = ['to', 'code_length', 'expiry', 'purpose'] as const

function fieldOf(path: string) {
  return fields.find((name) => name === path)
}
