'use client'

import Link from 'next/link'
import { Button } from '@/components/ui/button'
import type { ConnectionObject } from '@/lib/senders/connection-schema'
import { NumberForm } from './number-form'
import { headingOf, leftAt } from './outcome-words'
import { PinForm } from './pin-form'
import { Steps } from './steps'

type Props = {
  connection: ConnectionObject
  senders: string
  busy: boolean
  act: (name: string, body?: object) => void
}

/** How far a connection has come, what it waits for, and the one thing to do about it. */
export function Progress({ connection, senders, busy, act }: Props) {
  const { status, outcome, numbers, can_retry, left_at_step, sender_id } = connection
  const { title, text } = headingOf(connection)
  const isHeld = status === 'needs_you' || status === 'waiting_on_meta' || can_retry
  return (
    <section aria-labelledby="progress" className="grid max-w-2xl gap-4">
      <div role="status" className="grid gap-1">
        <h2 id="progress" className="type-display text-[1.0625rem] leading-6">
          {title}
        </h2>
        <p className="text-ink-2">
          {text} {left_at_step && `You were at: ${leftAt(left_at_step)}.`}
        </p>
      </div>
      {outcome === 'choose_number' && status === 'needs_you' && (
        <NumberForm
          numbers={numbers}
          busy={busy}
          onSubmit={(phone_number_id) => act('number', { phone_number_id })}
        />
      )}
      {outcome === 'pin_needed' && status === 'needs_you' && (
        <PinForm busy={busy} onSubmit={(pin) => act('pin', { pin })} />
      )}
      <div className="flex flex-wrap gap-2">
        {can_retry && (
          <Button variant="primary" busy={busy} onClick={() => act('retry')}>
            {busy ? 'Trying…' : 'Try again'}
          </Button>
        )}
        {sender_id && (
          <Button asChild variant="primary">
            <Link href={`${senders}/${sender_id}`} prefetch={false}>
              Open the number
            </Link>
          </Button>
        )}
        {isHeld && (
          <Button busy={busy} onClick={() => act('cancel')}>
            Give up
          </Button>
        )}
      </div>
      {connection.steps.some(({ state }) => state !== 'to_come') && <Steps steps={connection.steps} />}
    </section>
  )
}
