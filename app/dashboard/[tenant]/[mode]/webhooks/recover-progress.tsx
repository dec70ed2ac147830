'use client'

import { useEffect, useState } from 'react'
import { getJson, type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { DialogActions, DialogClose } from '@/components/ui/dialog'
import { RelativeTime } from '@/components/ui/relative-time'
import { TextLink } from '@/components/ui/text-link'
import { RecoveryObject } from '@/lib/webhooks/delivery-schema'

const soonMilliseconds = 2_000
const idleMilliseconds = 5_000

type Props = { first: RecoveryObject; base: string; onAnother: () => void }

/** How far a recovery is, asked for again and again while it is looked at. Closing the dialog does not stop it. */
export function RecoverProgress({ first, base, onAnother }: Props) {
  const [recovery, setRecovery] = useState(first)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const { id, status, total, queued, delivered, failed, since } = recovery
  const path = `/api${base}/webhooks/recoveries/${id}`
  const isRunning = status === 'running'
  const isSettled = !isRunning && (status === 'canceled' || delivered + failed >= queued)

  useEffect(() => {
    if (isSettled) return
    let isOver = false
    const timer = setInterval(
      async () => {
        if (document.visibilityState !== 'visible') return
        const got = await getJson(path, RecoveryObject)
        if (isOver) return
        setProblem(got.ok ? null : got.problem)
        if (got.ok) setRecovery(got.data)
      },
      isRunning ? soonMilliseconds : idleMilliseconds,
    )
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [path, isRunning, isSettled])

  async function cancel() {
    setBusy(true)
    setProblem(null)
    const posted = await postJson(`${path}/cancel`, {}, RecoveryObject)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    setRecovery(posted.data)
  }

  const ended = delivered + failed
  const share = total === 0 ? 1 : Math.min(1, ended / total)
  return (
    <>
      <div className="grid gap-2">
        <div className="flex flex-wrap items-baseline justify-between gap-2 text-sm">
          <p aria-live="polite" className="font-semibold">
            {headingOf(recovery, isSettled)}
          </p>
          <p className="text-ink-2">
            since <RelativeTime at={since} />
          </p>
        </div>
        <progress value={ended} max={Math.max(1, total)} aria-label="Events sent" className="sr-only" />
        <div aria-hidden className="h-2 overflow-hidden rounded-sm bg-sunken">
          <div className="h-full bg-primary" style={{ width: `${share * 100}%` }} />
        </div>
      </div>
      <dl className="grid grid-cols-4 divide-x rounded-md border max-sm:grid-cols-2 max-sm:divide-x-0">
        <Count name="Total" value={total} />
        <Count name="Queued" value={queued} />
        <Count name="Delivered" value={delivered} />
        <Count name="Failed" value={failed} />
      </dl>
      <p className="text-ink-2 text-sm">
        {isRunning && 'It goes on when this is closed. '}
        <DialogClose asChild>
          <TextLink href={`${base}/webhooks/deliveries?recovery=${id}`} prefetch={false}>
            See its deliveries
          </TextLink>
        </DialogClose>
      </p>
      {problem && <ProblemNotice problem={problem} />}
      <DialogActions>
        {isRunning ? (
          <Button busy={busy} onClick={cancel}>
            {busy ? 'Canceling…' : 'Cancel recovery'}
          </Button>
        ) : (
          <Button onClick={onAnother}>Recover more</Button>
        )}
        <DialogClose asChild>
          <Button variant="primary">Close</Button>
        </DialogClose>
      </DialogActions>
    </>
  )
}

function headingOf({ status, queued, delivered, failed, total }: RecoveryObject, isSettled: boolean): string {
  if (status === 'canceled') return 'Canceled: what was sent stays sent'
  if (status === 'running')
    return `${(delivered + failed).toLocaleString('en')} of ${total.toLocaleString('en')} sent`
  if (!isSettled)
    return `All are queued, ${(queued - delivered - failed).toLocaleString('en')} are still to be sent`
  return failed === 0 ? 'Everything is delivered' : 'Done, but not everything was delivered'
}

function Count({ name, value }: { name: string; value: number }) {
  return (
    <div className="grid gap-0.5 px-3 py-2">
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd className="type-display text-lg tabular-nums">{value.toLocaleString('en')}</dd>
    </div>
  )
}
