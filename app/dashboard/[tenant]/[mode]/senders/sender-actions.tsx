'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { ChangedSender, type SenderCard } from '@/lib/senders/card-schema'
import { ConfirmAct } from '../confirm-act'

type Props = {
  sender: Pick<SenderCard, 'id' | 'display_name' | 'status' | 'is_primary'>
  tenant: string
  mode: string
}

/** What an owner or an admin may do with a number: make it the primary one, renew its access, disconnect it. */
export function SenderActions({ sender, tenant, mode }: Props) {
  const { id, display_name, status, is_primary } = sender
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const path = `/api/dashboard/${tenant}/${mode}/senders/${id}`

  async function makePrimary() {
    setBusy(true)
    setProblem(null)
    const posted = await postJson(`${path}/primary`, {}, ChangedSender)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    router.refresh()
  }

  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-1">
        {mode === 'live' && (
          <Button asChild size="small">
            {/* A whole load: the page with Meta's dialog has a policy of its own. */}
            <a href={`/dashboard/${tenant}/${mode}/senders/connect?sender=${id}`}>
              {status === 'disconnected' ? 'Connect again' : 'Reconnect'}
            </a>
          </Button>
        )}
        {status === 'connected' && !is_primary && (
          <Button size="small" variant="quiet" busy={busy} onClick={makePrimary}>
            Make primary
          </Button>
        )}
        {status === 'connected' && mode === 'live' && (
          <ConfirmAct
            trigger={
              <Button size="small" variant="quiet" className="text-danger hover:text-danger">
                Disconnect
              </Button>
            }
            title={`Disconnect ${display_name}?`}
            description={`From now on nothing is sent from this live number, what waits to be sent from it fails, and messages to it no longer arrive here. ${
              is_primary ? 'Another connected number becomes the primary one. ' : ''
            }Its history stays. Any workspace may connect it then.`}
            act="Disconnect number"
            acting="Disconnecting…"
            keep="Keep it"
            path={`${path}/disconnect`}
            reply={ChangedSender}
            onDone={() => router.refresh()}
          />
        )}
      </div>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  )
}
