'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { RadioCards } from '@/components/ui/radio-cards'
import { policy } from '@/lib/core/policy'
import { GuardBacktest, GuardObject, type GuardSettings, UpdateGuardInput } from '@/lib/otp/guard-schema'
import { BacktestReport } from './backtest-report'
import { CountriesField } from './countries-field'
import { RuleFields } from './rule-fields'
import { enforcementWords } from './words'

export type GuardValues = z.input<typeof UpdateGuardInput>
type Props = { path: string; base: string; settings: GuardSettings; mayWrite: boolean }

export function GuardForm({ path, base, settings, mayWrite }: Props) {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [report, setReport] = useState<GuardBacktest | null>(null)
  const [isTrying, setIsTrying] = useState(false)
  const [isSaved, setIsSaved] = useState(false)
  const form = useForm<GuardValues, unknown, z.output<typeof UpdateGuardInput>>({
    resolver: zodResolver(UpdateGuardInput),
    defaultValues: { settings },
  })

  const save = form.handleSubmit(async (values) => {
    setProblem(null)
    setIsSaved(false)
    const posted = await postJson(path, values, GuardObject)
    if (!posted.ok) return setProblem(posted.problem)
    form.reset({ settings: posted.data.settings })
    setIsSaved(true)
    router.refresh()
  })

  const attempt = form.handleSubmit(async (values) => {
    setProblem(null)
    setIsTrying(true)
    const posted = await postJson(`${path}/backtest`, values, GuardBacktest)
    setIsTrying(false)
    if (posted.ok) setReport(posted.data)
    else setProblem(posted.problem)
  })

  return (
    <div className="grid items-start gap-x-12 gap-y-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <form onSubmit={save} noValidate className="min-w-0">
        <fieldset disabled={!mayWrite} className="grid gap-5">
          <legend className="sr-only">Settings of the fraud guard</legend>
          <Controller
            control={form.control}
            name="settings.enforcement"
            render={({ field }) => (
              <RadioCards
                label="What the guard does"
                options={enforcementWords}
                value={field.value}
                onChange={field.onChange}
              />
            )}
          />
          <div className="border-t">
            <CountriesField form={form} />
            <RuleFields form={form} />
          </div>
          {problem && <ProblemNotice problem={problem} />}
          {mayWrite ? (
            <div className="flex flex-wrap items-center gap-2">
              <Button type="submit" variant="primary" busy={form.formState.isSubmitting && !isTrying}>
                Save
              </Button>
              <Button onClick={attempt} busy={isTrying}>
                {isTrying
                  ? 'Trying…'
                  : `Try these settings on the last ${policy.otp.guard.backtest.days} days`}
              </Button>
              <span role="status" className="text-ink-2 text-sm">
                {isSaved && !form.formState.isDirty && 'Saved. In force within seconds.'}
              </span>
            </div>
          ) : (
            <p className="text-ink-3 text-xs">Settings are changed by a developer, admin or owner.</p>
          )}
        </fieldset>
      </form>
      <BacktestReport report={report} base={base} />
    </div>
  )
}
