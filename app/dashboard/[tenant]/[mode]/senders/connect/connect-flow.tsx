'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { BegunConnection, type ConnectionObject } from '@/lib/senders/connection-schema'
import { loadSdk, type SdkSettings } from './facebook-sdk'
import { type DialogEnd, openDialog } from './open-dialog'
import { Preflight } from './preflight'
import { Progress } from './progress'
import { useConnection } from './use-connection'

type Props = {
  path: string
  senders: string
  settings: SdkSettings
  sandboxOrigin: string | null
  silenceSeconds: number
  /** Whose access is to be renewed. */
  senderId: string | null
  initial: ConnectionObject | null
}

type Phase = 'ready' | 'beginning' | 'begun' | 'open' | 'silent' | 'told' | 'blocked'

export function ConnectFlow({ path, senders, settings, senderId, initial, ...dialog }: Props) {
  const { connection, busy, problem, act } = useConnection(path, initial)
  const [phase, setPhase] = useState<Phase>('ready')
  const [begun, setBegun] = useState<BegunConnection | null>(null)
  const [refusal, setRefusal] = useState<Problem | null>(null)
  const [isSdkThere, setSdkThere] = useState<boolean | null>(null)

  useEffect(() => {
    reloadIfSoft()
    loadSdk(settings).then(
      () => setSdkThere(true),
      () => setSdkThere(false),
    )
  }, [settings])

  async function begin() {
    setPhase('beginning')
    setRefusal(null)
    const posted = await postJson(path, { sender_id: senderId }, BegunConnection)
    if (!posted.ok) {
      setPhase('ready')
      return setRefusal(posted.problem)
    }
    setBegun(posted.data)
    // Where a proof of who they are came in between, the click that opens windows is over, and it takes another.
    if (navigator.userActivation?.isActive ?? false) open(posted.data)
    else setPhase('begun')
  }

  function open({ id, state }: BegunConnection) {
    const sdk = window.FB
    if (!sdk) return setSdkThere(false)
    setPhase('open')
    openDialog({
      sdk,
      settings,
      ...dialog,
      onBlocked: () => setPhase('blocked'),
      onSilence: () => {
        setPhase('silent')
        void postJson(`${path}/${id}/silence`, {}, BegunConnection.pick({ id: true }))
      },
      onEnd: async (end) => {
        setPhase('told')
        await act(id, 'dialog', { state, ...wordsOf(end) })
        setBegun(null)
        setPhase('ready')
        window.history.replaceState(null, '', `?id=${id}`)
      },
    })
  }

  const isOver =
    connection !== null && ['failed', 'canceled', 'timed_out', 'open'].includes(connection.status)
  const mayBegin = connection === null || (isOver && !connection.can_retry)
  const isUnderWay = phase === 'open' || phase === 'silent' || phase === 'told'
  return (
    <div className="grid gap-6">
      {connection && !isUnderWay && (
        <Progress
          connection={connection}
          senders={senders}
          busy={busy}
          act={(name, body) => void act(connection.id, name, body)}
        />
      )}
      {isUnderWay && <UnderWay phase={phase} onAgain={() => setPhase('ready')} />}
      {(problem ?? refusal) && <Notice problem={problem ?? refusal} />}
      {mayBegin && !isUnderWay && (
        <div className="grid max-w-2xl gap-5">
          {!connection && <Preflight isSdkThere={isSdkThere} />}
          {phase === 'blocked' && (
            <p role="alert" className="text-danger text-sm">
              The browser blocked the window. Allow pop-ups for this site, then open it again.
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <Button
              variant="primary"
              busy={phase === 'beginning'}
              disabled={isSdkThere !== true}
              onClick={() => (begun ? open(begun) : void begin())}
            >
              {connection ? 'Open the dialog again' : 'Open Meta’s dialog'}
            </Button>
            <Button asChild variant="quiet">
              <Link href={senders} prefetch={false}>
                Back to the numbers
              </Link>
            </Button>
          </div>
        </div>
      )}
      {connection?.status === 'done' && (
        <Link href={senders} prefetch={false} className="text-sm underline underline-offset-4">
          Back to the numbers
        </Link>
      )}
    </div>
  )
}

function Notice({ problem }: { problem: Problem | null }) {
  return problem && <ProblemNotice problem={problem} />
}

function UnderWay({ phase, onAgain }: { phase: Phase; onAgain: () => void }) {
  const words = {
    silent: [
      'Nothing heard for a minute',
      'Still in Meta’s window? Go on there; what you finish still counts.',
    ],
    told: ['Access is being granted', 'Meta’s code lives 30 seconds, so that it is traded at once.'],
  }
  const [title, text] =
    phase === 'silent' || phase === 'told'
      ? words[phase]
      : ['Meta’s dialog is open', 'Finish there. This page goes on by itself.']
  return (
    <section role="status" className="grid max-w-2xl gap-2">
      <h2 className="type-display text-[1.0625rem] leading-6">{title}</h2>
      <p className="text-ink-2">{text}</p>
      {phase === 'silent' && (
        <Button onClick={onAgain} className="justify-self-start">
          Start over
        </Button>
      )}
    </section>
  )
}

function wordsOf({ code, message }: DialogEnd) {
  return {
    code,
    event: message?.event ?? null,
    waba_id: message?.wabaId ?? null,
    phone_number_id: message?.phoneNumberId ?? null,
    business_id: message?.businessId ?? null,
    left_at_step: message?.leftAtStep?.slice(0, 100) ?? null,
    error_message: message?.error?.message ?? null,
    error_code: message?.error?.code?.slice(0, 100) ?? null,
  }
}

/** A page that was only turned to has the policy of the one before, which keeps Meta's script out. */
function reloadIfSoft() {
  const [loaded] = performance.getEntriesByType('navigation')
  if (loaded && new URL(loaded.name).pathname !== window.location.pathname) window.location.reload()
}
