'use client'

import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { DialogActions, DialogClose } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import { policy } from '@/lib/core/policy'
import { RecoveryObject } from '@/lib/webhooks/delivery-schema'
import { type Preset, sinceOf } from './recover-since'

const options = [
  { value: 'hour', label: 'The last hour' },
  { value: 'day', label: 'The last day' },
  { value: 'week', label: 'The last 7 days' },
  { value: 'own', label: 'Since a time of my own', hint: `At most ${policy.webhooks.recoverDays} days ago.` },
] as const

type Props = { path: string; onStarted: (recovery: RecoveryObject) => void }

/** Since when; then how much that is; and only then does anything happen. */
export function RecoverForm({ path, onStarted }: Props) {
  const [preset, setPreset] = useState<Preset>('day')
  const [own, setOwn] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [counted, setCounted] = useState<{ since: string; total: number } | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  function change(next: { preset?: Preset; own?: string }) {
    if (next.preset !== undefined) setPreset(next.preset)
    if (next.own !== undefined) setOwn(next.own)
    setFault(null)
    setCounted(null)
    setProblem(null)
  }

  async function ask(since: string, isDry: boolean) {
    setBusy(true)
    setProblem(null)
    const posted = await postJson(path, { since, dry_run: isDry }, RecoveryObject)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    if (isDry) setCounted({ since, total: posted.data.total })
    else onStarted(posted.data)
  }

  function count() {
    const chosen = sinceOf(preset, own, new Date())
    if (chosen.ok) void ask(chosen.since, true)
    else setFault(chosen.fault)
  }

  return (
    <>
      <RadioCards
        label="Since when"
        options={options}
        value={preset}
        onChange={(value) => change({ preset: value })}
      />
      {preset === 'own' && (
        <Field label="Since" hint="By the clock of this computer." error={fault}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={own}
              onChange={(event) => change({ own: event.target.value })}
            />
          )}
        </Field>
      )}
      <p role="status" className="text-sm empty:hidden">
        {counted && <Counted total={counted.total} since={counted.since} />}
      </p>
      {problem && <ProblemNotice problem={problem} />}
      <DialogActions>
        <DialogClose asChild>
          <Button>Close</Button>
        </DialogClose>
        {counted && counted.total > 0 ? (
          <Button variant="primary" busy={busy} onClick={() => void ask(counted.since, false)}>
            {busy ? 'Starting…' : `Send ${eventsOf(counted.total)} again`}
          </Button>
        ) : (
          <Button variant="primary" busy={busy} onClick={count}>
            {busy ? 'Counting…' : 'Count what is missing'}
          </Button>
        )}
      </DialogActions>
    </>
  )
}

function Counted({ total, since }: { total: number; since: string }) {
  const when = new Date(since).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
  if (total === 0) return <>Nothing is missing: it got, or will get, every event since {when}.</>
  return (
    <>
      It has not got <strong>{eventsOf(total)}</strong> since {when}. Nothing is sent yet.
    </>
  )
}

export function eventsOf(count: number): string {
  return count === 1 ? '1 event' : `${count.toLocaleString('en')} events`
}
