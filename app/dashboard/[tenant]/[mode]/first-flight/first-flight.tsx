'use client'

import { useRef, useState } from 'react'
import type { CreatedApiKey } from '@/lib/keys/schema'
import { CodeStep } from './code-step'
import type { Flight } from './flight'
import { KeyStep } from './key-step'
import { Next } from './next'
import { RequestStep } from './request-step'
import { useFlightWatch } from './use-flight-watch'
import { useForgottenSecret } from './use-forgotten-secret'

type Props = {
  /** Where this workspace's changes are posted. */
  path: string
  base: string
  origin: string
  /** The key there is already, as lists show it. */
  madeKey: { name: string; prefix: string; lastFour: string } | null
  flight: Flight | null
}

/** Where the flight stands is read from what is there; in memory is only the key, until it is stored. */
export function FirstFlight({ path, base, origin, madeKey, flight }: Props) {
  const [created, setCreated] = useForgottenSecret<CreatedApiKey>()
  const [sentId, setSentId] = useState<string | null>(null)
  const runButton = useRef<HTMLButtonElement>(null)
  const isAwaited = sentId !== null && flight?.id !== sentId
  useFlightWatch(isAwaited ? 'soon' : paceOf(flight))
  const shown = isAwaited ? null : flight

  return (
    <ol className="grid max-w-5xl gap-6">
      <KeyStep
        path={path}
        created={created}
        madeKey={madeKey}
        onCreated={setCreated}
        onStored={() => {
          setCreated(null)
          runButton.current?.focus()
        }}
      />
      <RequestStep
        path={path}
        origin={origin}
        runButton={runButton}
        isNext={madeKey !== null || created !== null}
        apiKey={created?.key ?? null}
        flight={shown}
        isAwaited={isAwaited}
        onSent={setSentId}
      />
      <CodeStep key={shown?.id} path={path} flight={shown} takesFocus={sentId !== null} />
      {shown?.status === 'verified' && <Next base={base} takesFocus={sentId !== null} />}
    </ol>
  )
}

/** Soon while something moves; now and then for what is sent from elsewhere, from a terminal. */
function paceOf(flight: Flight | null): 'soon' | 'seldom' | 'never' {
  if (flight?.status === 'verified') return 'never'
  return flight?.status === 'pending' && !flight.hasArrived ? 'soon' : 'seldom'
}
