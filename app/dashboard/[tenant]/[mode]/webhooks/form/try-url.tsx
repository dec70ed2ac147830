'use client'

import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { Button } from '@/components/ui/button'
import { TrialObject } from '@/lib/webhooks/endpoint-schema'
import { headersOf } from './endpoint-fields'
import type { EndpointFormState } from './endpoint-form'
import { TryAnswer } from './try-answer'

type Props = {
  form: EndpointFormState
  api: string
  kept: readonly string[]
  onRefused: (problem: Problem) => void
}

/** One signed test event to what the form says now; nothing is saved, and the answer stands here. */
export function TryUrl({ form, api, kept, onRefused }: Props) {
  const [busy, setBusy] = useState(false)
  const [trial, setTrial] = useState<TrialObject | null>(null)
  const leavesOut = kept.length > 0 && !form.watch('replaces')

  async function send() {
    const { url, headers, replaces } = form.getValues()
    setTrial(null)
    if (url.trim() === '')
      return form.setError('url', { message: 'Enter the URL to post events to.' }, { shouldFocus: true })
    setBusy(true)
    const body = { url: url.trim(), headers: replaces ? headersOf(headers) : {} }
    const posted = await postJson(`${api}/endpoints/try`, body, TrialObject)
    setBusy(false)
    if (posted.ok) setTrial(posted.data)
    else onRefused(posted.problem)
  }

  return (
    <section aria-labelledby="try" className="grid gap-2 border-t pt-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 id="try" className="font-semibold text-sm">
          Try it before you save
        </h3>
        <Button busy={busy} onClick={send}>
          {busy ? 'Waiting for the answer…' : 'Send test event'}
        </Button>
      </div>
      <p className="text-ink-3 text-xs">
        Posts one signed <span className="type-mono">test.ping</span> to this URL and shows what it answers.
        {leavesOut && ' The saved headers are left out, as nobody can read them here.'}
      </p>
      <div role="status">{trial && <TryAnswer trial={trial} />}</div>
    </section>
  )
}
