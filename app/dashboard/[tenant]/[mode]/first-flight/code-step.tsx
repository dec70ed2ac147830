'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { CheckedTestOtp, VerifyTestOtpInput } from '@/lib/otp/schema'
import type { Flight } from './flight'
import { refusalWords } from './refusal-words'
import { Step } from './step'

type Props = {
  path: string
  flight: Flight | null
  /** Once something was sent from here, the code is what comes next. */
  takesFocus: boolean
}

export function CodeStep({ path, flight, takesFocus }: Props) {
  const isDone = flight?.status === 'verified'
  return (
    <Step number={3} title={isDone ? flight.heading : 'The code'} done={isDone}>
      {flight?.status === 'pending' && flight.hasArrived ? (
        <CodeForm path={path} flight={flight} takesFocus={takesFocus} />
      ) : (
        <p role="status" className="max-w-[62ch] text-ink-2">
          {isDone
            ? 'The code was right. Your server gets the same answer, and a signed proof with it.'
            : flight && flight.status !== 'pending'
              ? 'This code can not be verified any more. Run the request again.'
              : 'Once the message is delivered, type its code here.'}
        </p>
      )}
    </Step>
  )
}

function CodeForm({ path, flight, takesFocus }: Props & { flight: Flight }) {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  const code = '12345678'.slice(0, flight.codeLength)
  const form = useForm({
    resolver: zodResolver(VerifyTestOtpInput),
    defaultValues: { otp_id: flight.id, code: '' },
  })
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState
  const busy = isSubmitting || (isSubmitSuccessful && !errors.code && !problem)

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    const posted = await postJson(`${path}/otp/verify`, values, CheckedTestOtp)
    if (!posted.ok) return setProblem(posted.problem)
    if (!posted.data.verified) {
      form.setValue('code', '')
      form.setError('code', { message: refusalWords(posted.data) }, { shouldFocus: true })
    }
    router.refresh()
  })

  return (
    <form onSubmit={submit} noValidate className="grid max-w-xs gap-3">
      <Field
        label="Code from the message"
        hint={
          <>
            In test mode it is always <span className="type-mono">{code}</span>.
          </>
        }
        error={errors.code?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('code', {
              onChange: ({ target }) => target.value.length === flight.codeLength && submit(),
            })}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={flight.codeLength}
            autoFocus={takesFocus}
            className="type-mono tracking-[0.3em]"
          />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={busy} className="justify-self-start">
        {busy ? 'Verifying…' : 'Verify code'}
      </Button>
      {problem && <ProblemNotice problem={problem} />}
    </form>
  )
}
