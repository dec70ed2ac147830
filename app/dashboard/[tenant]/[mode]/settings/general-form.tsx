'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { Fact, Facts } from '@/components/facts'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { policy } from '@/lib/core/policy'
import { locales, UpdateWorkspaceInput, WorkspaceObject } from '@/lib/tenants/schema'

type Values = z.input<typeof UpdateWorkspaceInput>
type Props = {
  path: string
  name: string
  slug: string
  plan: string
  defaultLocale: string
  mayWrite: boolean
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' })
const nameOf = (locale: string) => languageNames.of(locale.replace('_', '-')) ?? locale
const languages = locales.map((code) => ({ code, name: nameOf(code) }))

export function GeneralForm({ path, name, slug, plan, defaultLocale, mayWrite }: Props) {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isSaved, setSaved] = useState(false)
  const known = locales.find((locale) => locale === defaultLocale)
  const form = useForm<Values, unknown, z.output<typeof UpdateWorkspaceInput>>({
    resolver: zodResolver(UpdateWorkspaceInput),
    defaultValues: { name, default_locale: known ?? 'en_US' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    setSaved(false)
    const posted = await postJson(path, values, WorkspaceObject)
    if (!posted.ok) return setProblem(posted.problem)
    setSaved(true)
    form.reset({ name: posted.data.name, default_locale: values.default_locale })
    router.refresh()
  })

  const fixed = (
    <Facts>
      <Fact name="Address">
        <span className="type-mono text-xs">/dashboard/{slug}</span>
      </Fact>
      <Fact name="Plan">
        <span className="inline-block first-letter:uppercase">{plan}</span>
      </Fact>
      {!mayWrite && <Fact name="Name">{name}</Fact>}
      {!mayWrite && <Fact name="Language">{nameOf(defaultLocale)}</Fact>}
    </Facts>
  )
  if (!mayWrite)
    return (
      <div className="grid gap-3">
        {fixed}
        <p className="text-ink-3 text-xs">These are changed by an admin or owner.</p>
      </div>
    )

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Field label="Name" hint="Your team sees it, and whoever you invite." error={errors.name?.message}>
        {(control) => (
          <Input
            {...control}
            {...form.register('name')}
            defaultValue={name}
            maxLength={policy.teams.nameLength}
            autoComplete="organization"
          />
        )}
      </Field>
      <Field
        label="Default language"
        hint="Of messages whose number speaks none that a template has, and whose request names none."
        error={errors.default_locale?.message}
      >
        {(control) => (
          <Select {...control} {...form.register('default_locale')} defaultValue={known}>
            {languages.map((language) => (
              <option key={language.code} value={language.code}>
                {language.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {fixed}
      {problem && <ProblemNotice problem={problem} />}
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" busy={isSubmitting}>
          {isSubmitting ? 'Saving…' : 'Save settings'}
        </Button>
        <span role="status" className="text-ink-2 text-sm">
          {isSaved && 'Saved.'}
        </span>
      </div>
    </form>
  )
}
