'use client'

import { useRouter } from 'next/navigation'
import { type RefObject, useState } from 'react'
import { FlightPath } from '@/components/flight-path'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { Tabs } from '@/components/ui/tabs'
import { SendOtpReply } from '@/lib/otp/schema'
import type { Flight } from './flight'
import { magicPhone, snippetsFor } from './snippets'
import { Step } from './step'

type Props = {
  path: string
  origin: string
  runButton: RefObject<HTMLButtonElement | null>
  /** The step before is done. */
  isNext: boolean
  /** Filled in while it is on the screen anyway. */
  apiKey: string | null
  flight: Flight | null
  isAwaited: boolean
  onSent: (id: string) => void
}

const stops = ['Accepted', 'Sent to Meta', 'Delivered', 'Verified']

export function RequestStep({ path, origin, runButton, isNext, apiKey, flight, isAwaited, onSent }: Props) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const isFirst = flight === null && !isAwaited

  async function run() {
    setBusy(true)
    setProblem(null)
    const posted = await postJson(`${path}/otp/send`, { to: magicPhone }, SendOtpReply)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    onSent(posted.data.otp_id)
    router.refresh()
  }

  return (
    <Step number={2} title="The request" done={flight !== null}>
      <p className="max-w-[62ch] text-ink-2">
        It sends a code to a magic number, where messages always arrive. Run it here, or in your terminal:
        this page notices.
      </p>
      <div className="grid gap-x-12 gap-y-5 lg:grid-cols-[minmax(0,1fr)_260px]">
        <div className="grid min-w-0 content-start gap-3">
          <Tabs
            label="Languages"
            tabs={snippetsFor(origin, apiKey).map(({ value, label, code }) => ({
              value,
              label,
              content: <CodeBlock code={code} label={`${label} request`} title="POST /api/v1/otp/send" />,
            }))}
          />
          <Button
            ref={runButton}
            variant={isFirst && isNext ? 'primary' : 'secondary'}
            busy={busy || isAwaited}
            onClick={run}
            className="justify-self-start"
          >
            {busy || isAwaited ? 'Running…' : isFirst ? 'Run' : 'Run again'}
          </Button>
          {problem && <ProblemNotice problem={problem} />}
        </div>
        <div className="grid content-start gap-3 lg:border-s-2 lg:ps-6">
          <p role="status" className="type-display min-h-6 text-[1.0625rem] leading-6">
            {flight?.heading ?? (isAwaited ? 'On its way' : 'Not sent yet')}
          </p>
          <FlightPath key={flight?.id} timeline={flight?.timeline ?? []} ahead={flight?.ahead ?? stops} />
          {flight?.failure && <p className="text-ink-2 text-sm">{flight.failure.fix}</p>}
        </div>
      </div>
    </Step>
  )
}
