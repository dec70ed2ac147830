'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { policy } from '@/lib/core/policy'
import { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import { ConfirmAct } from '../../confirm-act'
import { hostOf } from '../endpoint-words'

type Props = { endpoint: EndpointObject; waiting: number; path: string }

/** Enabling happens at once; disabling says first what becomes of what waits. */
export function TurnEndpoint({ endpoint, waiting, path }: Props) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function enable() {
    setBusy(true)
    setProblem(null)
    const posted = await postJson(path, { enabled: true }, EndpointObject)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    router.refresh()
  }

  if (endpoint.enabled)
    return (
      <ConfirmAct
        trigger={<Button>Disable</Button>}
        title={`Disable ${hostOf(endpoint)}?`}
        description={`Nothing is sent to this ${endpoint.mode} endpoint any more. ${fateOf(waiting)} Events are kept: once it is enabled again, you can recover what it missed of the last ${policy.webhooks.recoverDays} days.`}
        act="Disable endpoint"
        acting="Disabling…"
        keep="Keep it enabled"
        path={path}
        body={{ enabled: false }}
        reply={EndpointObject}
        onDone={() => router.refresh()}
      />
    )
  return (
    <>
      <Button busy={busy} onClick={enable}>
        {busy ? 'Enabling…' : 'Enable'}
      </Button>
      {problem && (
        <div className="order-last basis-full">
          <ProblemNotice problem={problem} />
        </div>
      )}
    </>
  )
}

export function fateOf(waiting: number): string {
  if (waiting === 0) return 'Nothing is waiting for it now.'
  return waiting === 1
    ? 'The one delivery that waits for it is canceled.'
    : `The ${waiting.toLocaleString('en')} deliveries that wait for it are canceled.`
}
