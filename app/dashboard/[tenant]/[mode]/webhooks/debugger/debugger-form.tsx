'use client'

import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { SignatureExplanation } from '@/lib/webhooks/signature-schema'
import { fieldsIn, type HeaderFields, headerNames, headerText } from './header-fields'
import { Verdict } from './verdict'

export type Given = { headers: string; body: string }
type Props = { path: string; mode: string; given: Given }

export function DebuggerForm({ path, mode, given }: Props) {
  const [headers, setHeaders] = useState(given.headers)
  const [fields, setFields] = useState<HeaderFields | null>(null)
  const [body, setBody] = useState(given.body)
  const [secret, setSecret] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [found, setFound] = useState<SignatureExplanation | null>(null)

  function turn() {
    if (fields) setHeaders(headerText(fields))
    setFields(fields ? null : fieldsIn(headers))
  }

  async function check() {
    setBusy(true)
    setProblem(null)
    const asked = {
      headers: fields ? headerText(fields) : headers,
      body,
      ...(secret.trim() === '' ? {} : { secret }),
    }
    const posted = await postJson(path, asked, SignatureExplanation)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    setFound(posted.data)
  }

  return (
    <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-2">
      <form
        className="grid min-w-0 gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void check()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || busy) return
          event.preventDefault()
          void check()
        }}
      >
        <div className="grid gap-2">
          {fields ? (
            headerNames.map((name) => (
              <Field key={name} label={<span className="type-mono text-xs">{name}</span>}>
                {(control) => (
                  <Input
                    {...control}
                    value={fields[name]}
                    onChange={(event) => setFields({ ...fields, [name]: event.target.value })}
                    autoComplete="off"
                    spellCheck={false}
                    className="type-mono text-xs"
                  />
                )}
              </Field>
            ))
          ) : (
            <Field
              label="Headers"
              hint="As they came in, one a line. All but the three of the signature are passed over."
            >
              {(control) => (
                <Textarea
                  {...control}
                  value={headers}
                  onChange={(event) => setHeaders(event.target.value)}
                  rows={5}
                  spellCheck={false}
                  autoComplete="off"
                  placeholder={'webhook-id: evt_…\nwebhook-timestamp: 1764000000\nwebhook-signature: v1,…'}
                  className="type-mono text-xs [overflow-wrap:anywhere] placeholder:text-ink-3"
                />
              )}
            </Field>
          )}
          <div>
            <Button variant="quiet" size="small" className="-ms-2" onClick={turn}>
              {fields ? 'Paste all headers instead' : 'Fill in three fields instead'}
            </Button>
          </div>
        </div>
        <Field label="Body" hint="The raw bytes, before anything parsed them: a space more or less counts.">
          {(control) => (
            <Textarea
              {...control}
              value={body}
              onChange={(event) => setBody(event.target.value)}
              rows={8}
              spellCheck={false}
              autoComplete="off"
              placeholder={'{"id":"evt_…","type":"otp.verified",…}'}
              className="type-mono text-xs [overflow-wrap:anywhere] placeholder:text-ink-3"
            />
          )}
        </Field>
        <Field
          label="Secret"
          optional
          hint={`What your code verifies with, to learn whether it is the right one. Left empty, the secrets that sign in ${mode} mode now are tried; they are not shown.`}
        >
          {(control) => (
            <Input
              {...control}
              value={secret}
              onChange={(event) => setSecret(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder="whsec_…"
              className="type-mono text-xs placeholder:text-ink-3"
            />
          )}
        </Field>
        {problem && <ProblemNotice problem={problem} />}
        <div>
          <Button type="submit" variant="primary" busy={busy}>
            {busy ? 'Checking…' : 'Check the signature'}
          </Button>
        </div>
      </form>
      <div role="status" className="min-w-0 lg:border-s lg:ps-10">
        {found ? (
          <Verdict found={found} />
        ) : (
          <EmptyState title="Why does it not verify?">
            <p>
              Paste what your endpoint received. The answer names the first thing that is wrong, of the
              headers, the timestamp, the secret and the body, and how to put it right.
            </p>
            <p>Nothing of it is kept.</p>
          </EmptyState>
        )}
      </div>
    </div>
  )
}
