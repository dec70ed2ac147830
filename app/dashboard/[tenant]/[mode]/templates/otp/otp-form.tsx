'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import { Switch } from '@/components/ui/switch'
import type { TemplateGroups } from '@/lib/templates/group-schema'
import { defaultExpiryMinutes, type OtpType, ttlFor } from '@/lib/templates/otp-schema'
import { TemplateObject } from '@/lib/templates/schema'
import { AccountField } from '../account-field'
import { AppFields } from './app-fields'
import { LanguagesField } from './languages-field'
import { OtpPreviewPane } from './otp-preview'

type Props = {
  path: string
  base: string
  accounts: TemplateGroups['accounts']
  names: Record<OtpType, string>
}

const types = [
  { value: 'copy_code', label: 'Copy code', hint: 'A button copies it. Works on every phone.' },
  { value: 'one_tap', label: 'One-tap', hint: 'A button fills it into your Android app.' },
  { value: 'zero_tap', label: 'Zero-tap', hint: 'Your Android app gets it without a press.' },
] as const

export function OtpForm({ path, base, accounts, names }: Props) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [account, setAccount] = useState(accounts[0]?.id ?? undefined)
  const [type, setType] = useState<OtpType>('copy_code')
  const [name, setName] = useState<string>(names.copy_code)
  const [languages, setLanguages] = useState<string[]>(['en_US'])
  const [hasWarning, setHasWarning] = useState(true)
  const [hasExpiry, setHasExpiry] = useState(true)
  const [minutes, setMinutes] = useState(String(defaultExpiryMinutes))
  const [label, setLabel] = useState('')
  const [app, setApp] = useState({ packageName: '', signatureHash: '', accepted: false })
  const expiry = hasExpiry ? Number(minutes) : null
  const isOne = languages.length === 1

  const faultAt = (field: string) => {
    const fault = problem?.errors.find(({ path: at }) => at === field || at.startsWith(`${field}.`))
    return fault && `${fault.message} ${fault.fix ?? ''}`
  }

  function choose(next: OtpType) {
    if (name === names[type]) setName(names[next])
    setType(next)
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setProblem(null)
    setBusy(true)
    const isForApp = type !== 'copy_code'
    const body = {
      ...(account && { account }),
      name,
      languages,
      otp_type: type,
      add_security_recommendation: hasWarning,
      code_expiration_minutes: expiry,
      ...(isOne && label && { button_text: label }),
      ...(isForApp && {
        supported_apps: [{ package_name: app.packageName, signature_hash: app.signatureHash }],
      }),
      ...(type === 'zero_tap' && { zero_tap_terms_accepted: app.accepted }),
    }
    const posted = await postJson(`${path}/otp`, body, TemplateObject)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    router.push(`${base}/templates/${posted.data.id}`)
    router.refresh()
  }

  return (
    <div className="grid items-start gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <form onSubmit={submit} noValidate className="grid min-w-0 gap-5">
        <AccountField accounts={accounts} value={account} onChange={setAccount} />
        <RadioCards label="How the code gets to its field" options={types} value={type} onChange={choose} />
        {type !== 'copy_code' && (
          <AppFields value={app} onChange={setApp} needsTerms={type === 'zero_tap'} faultAt={faultAt} />
        )}
        <LanguagesField value={languages} onChange={setLanguages} error={faultAt('languages')} />
        <div className="grid gap-1">
          <Switch checked={hasWarning} onChange={setHasWarning}>
            Warn not to share the code
          </Switch>
          <Switch checked={hasExpiry} onChange={setHasExpiry}>
            Say when the code expires
          </Switch>
        </div>
        {hasExpiry && (
          <Field
            label="Minutes until it expires"
            hint={`1 to 90. Set it to what your codes have; Meta tries to deliver for ${ttlFor(expiry)} seconds then.`}
            error={faultAt('code_expiration_minutes')}
          >
            {(control) => (
              <Input
                {...control}
                type="number"
                min={1}
                max={90}
                value={minutes}
                onChange={(event) => setMinutes(event.target.value)}
                className="max-w-32"
              />
            )}
          </Field>
        )}
        {isOne && (
          <Field
            label="Label of the button"
            optional
            hint="At most 25 characters. Without one, Meta has its own in each language."
            error={faultAt('button_text')}
          >
            {(control) => (
              <Input
                {...control}
                maxLength={25}
                value={label}
                onChange={(event) => setLabel(event.target.value)}
                className="max-w-72"
              />
            )}
          </Field>
        )}
        <Field label="Name" hint="Only you see it." error={faultAt('name')}>
          {(control) => (
            <Input
              {...control}
              value={name}
              onChange={(event) => setName(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              className="type-mono max-w-md text-sm"
            />
          )}
        </Field>
        {problem && <ProblemNotice problem={problem} />}
        <div>
          <Button type="submit" variant="primary" size="large" busy={busy}>
            {busy
              ? 'Handing in…'
              : `Create in ${languages.length === 1 ? 'one language' : `${languages.length} languages`}`}
          </Button>
        </div>
      </form>
      <OtpPreviewPane
        path={path}
        account={account}
        languages={languages}
        hasWarning={hasWarning}
        minutes={expiry}
        type={type}
        label={isOne ? label : ''}
      />
    </div>
  )
}
