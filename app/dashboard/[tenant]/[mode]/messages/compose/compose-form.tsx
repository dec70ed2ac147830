'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Tabs } from '@/components/ui/tabs'
import type { Mode } from '@/lib/core/context'
import { MessageObject } from '@/lib/messages/schema'
import { DryRun } from '@/lib/messages/send-schema'
import { BodyFields } from './body-fields'
import { CodeField } from './code-field'
import { curlOf, firstRequest, typescriptOf } from './request-code'
import { Verdict } from './verdict'

type Props = { tenant: string; mode: Mode; origin: string; onSent: () => void }
type Outcome = { problem: Problem } | { verdict: DryRun } | null

/** One request in two forms: what is typed in the fields stands in the code, and the other way round. */
export function ComposeForm({ tenant, mode, origin, onSent }: Props) {
  const router = useRouter()
  const [body, setBody] = useState(() => firstRequest(mode))
  const [outcome, setOutcome] = useState<Outcome>(null)
  const [busy, setBusy] = useState<'send' | 'check' | null>(null)
  const path = `/api/dashboard/${tenant}/${mode}/messages`

  function change(next: typeof body) {
    setBody(next)
    setOutcome(null)
  }

  async function check() {
    setBusy('check')
    const posted = await postJson(path, { ...body, dry_run: true }, DryRun)
    setOutcome(posted.ok ? { verdict: posted.data } : { problem: posted.problem })
    setBusy(null)
  }

  async function send(event?: FormEvent) {
    event?.preventDefault()
    if (busy) return
    setBusy('send')
    const { dry_run: _, ...request } = body
    const posted = await postJson(path, request, MessageObject)
    setBusy(null)
    if (!posted.ok) return setOutcome({ problem: posted.problem })
    onSent()
    router.push(`/dashboard/${tenant}/${mode}/messages?id=${posted.data.id}`)
    router.refresh()
  }

  function onKey(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void send(event)
  }

  const code = (label: string, write: typeof curlOf) => (
    <CodeField label={label} body={body} write={(shown) => write(shown, origin)} onChange={change} />
  )
  return (
    <form onSubmit={send} onKeyDown={onKey} noValidate className="flex min-h-0 flex-1 flex-col">
      <div className="flex-1 overflow-y-auto px-5 py-4">
        <Tabs
          label="The request"
          tabs={[
            {
              value: 'form',
              label: 'Form',
              content: <BodyFields body={body} mode={mode} onChange={change} />,
            },
            { value: 'curl', label: 'curl', content: code('curl', curlOf) },
            { value: 'typescript', label: 'TypeScript', content: code('TypeScript', typescriptOf) },
          ]}
        />
      </div>
      <footer className="grid gap-3 border-t px-5 py-4">
        {outcome && 'problem' in outcome && <ProblemNotice problem={outcome.problem} />}
        {outcome && 'verdict' in outcome && <Verdict verdict={outcome.verdict} />}
        <div className="flex gap-2">
          <Button size="large" busy={busy === 'check'} onClick={check}>
            {busy === 'check' ? 'Checking…' : 'Check only'}
          </Button>
          <Button
            type="submit"
            variant="primary"
            size="large"
            className="flex-1"
            busy={busy === 'send'}
            title="⌘ Enter"
          >
            {busy === 'send' ? 'Sending…' : mode === 'test' ? 'Send test message' : 'Send message'}
          </Button>
        </div>
      </footer>
    </form>
  )
}
