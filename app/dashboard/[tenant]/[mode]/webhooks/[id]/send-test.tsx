'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { shortenId } from '@/components/id-text'
import { Button } from '@/components/ui/button'
import { TextLink } from '@/components/ui/text-link'
import { DeliveryObject } from '@/lib/webhooks/delivery-schema'

type Props = { path: string; enabled: boolean; base: string }

/** Puts a test event on its way to this endpoint alone; what became of it shows among the deliveries below. */
export function SendTest({ path, enabled, base }: Props) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sent, setSent] = useState<string | null>(null)

  async function send() {
    setBusy(true)
    setProblem(null)
    setSent(null)
    const posted = await postJson(path, {}, DeliveryObject)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    setSent(posted.data.id)
    router.refresh()
  }

  return (
    <>
      <Button
        variant="primary"
        busy={busy}
        disabled={!enabled}
        title={enabled ? undefined : 'Enable the endpoint first'}
        onClick={send}
      >
        {busy ? 'Sending…' : 'Send test event'}
      </Button>
      <p role="status" className="order-last basis-full text-ink-2 text-sm empty:hidden">
        {sent && (
          <>
            A test event is on its way:{' '}
            <TextLink
              href={`${base}/webhooks/deliveries?id=${sent}`}
              prefetch={false}
              className="type-mono text-xs"
            >
              {shortenId(sent)}
            </TextLink>
          </>
        )}
      </p>
      {problem && (
        <div className="order-last basis-full">
          <ProblemNotice problem={problem} />
        </div>
      )}
    </>
  )
}
