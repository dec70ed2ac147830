'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Mode } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { CreateInboundOtpInput, CreateInboundOtpReply } from '@/lib/otp/inbound-schema'

type Values = z.input<typeof CreateInboundOtpInput>
type Props = { tenant: string; mode: Mode; onMade: (otp: CreateInboundOtpReply) => void }

const { expirySeconds, purposeLength } = policy.otp
const whenEmpty = { setValueAs: (text: string) => text.trim() || undefined }

export function InboundForm({ tenant, mode, onMade }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const { register, handleSubmit, formState } = useForm<
    Values,
    unknown,
    z.output<typeof CreateInboundOtpInput>
  >({ resolver: zodResolver(CreateInboundOtpInput), defaultValues: { expiry: expirySeconds.default } })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async (values) => {
    setProblem(null)
    const path = `/api/dashboard/${tenant}/${mode}/otp/inbound`
    const posted = await postJson(path, values, CreateInboundOtpReply)
    if (posted.ok) onMade(posted.data)
    else setProblem(posted.problem)
  })

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <div className="grid flex-1 content-start gap-5 overflow-y-auto px-5 py-4">
        <Field
          label="Phone number"
          optional
          hint="Then only a message from this number proves it. Empty: whichever number writes."
          error={errors.to?.message}
        >
          {(control) => (
            <Input
              {...control}
              {...register('to', whenEmpty)}
              type="tel"
              autoComplete="off"
              className="type-mono text-sm"
            />
          )}
        </Field>
        <Field
          label="Expires after"
          hint={`${expirySeconds.min} to ${expirySeconds.max} seconds`}
          error={errors.expiry && `A whole number from ${expirySeconds.min} to ${expirySeconds.max}.`}
        >
          {(control) => (
            <Input
              {...control}
              {...register('expiry', { valueAsNumber: true })}
              type="number"
              min={expirySeconds.min}
              max={expirySeconds.max}
            />
          )}
        </Field>
        <Field
          label="Purpose"
          optional
          hint="For your own logs; the person does not see it."
          error={errors.purpose?.message}
        >
          {(control) => (
            <Input
              {...control}
              {...register('purpose', whenEmpty)}
              maxLength={purposeLength}
              placeholder="sign-up"
              autoComplete="off"
            />
          )}
        </Field>
      </div>
      <footer className="grid gap-3 border-t px-5 py-4">
        {problem && <ProblemNotice problem={problem} />}
        <Button type="submit" variant="primary" size="large" busy={isSubmitting}>
          {isSubmitting ? 'Making it…' : 'Make the QR code'}
        </Button>
      </footer>
    </form>
  )
}
