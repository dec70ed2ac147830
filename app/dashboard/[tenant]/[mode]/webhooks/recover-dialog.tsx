'use client'

import { History } from 'lucide-react'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { getJson, type Problem } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { RecoveryObject } from '@/lib/webhooks/delivery-schema'
import { RecoverForm } from './recover-form'
import { RecoverProgress } from './recover-progress'

type Props = {
  endpointId: string
  /** The path of the workspace and mode. */
  base: string
  /** Where it is not clear which endpoint is meant. */
  choices?: { id: string; label: string }[]
}

/** Sends an endpoint what it has not got since a time. One that runs is shown, whoever has started it. */
export function RecoverDialog({ endpointId, base, choices = [] }: Props) {
  const [target, setTarget] = useState(endpointId)
  return (
    <Dialog onOpenChange={(isOpen) => isOpen && setTarget(endpointId)}>
      <DialogTrigger asChild>
        <Button>
          <History aria-hidden className="size-3.5" /> Recover…
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Recover missed events"
        description="Sends an endpoint again what it has not got. It is marked as manual, and never counts against the endpoint."
      >
        {choices.length > 1 && (
          <Field label="Endpoint">
            {(control) => (
              <Select {...control} value={target} onChange={(event) => setTarget(event.target.value)}>
                {choices.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <Recovery key={target} endpointId={target} base={base} />
      </DialogContent>
    </Dialog>
  )
}

const Recoveries = z.object({ data: z.array(RecoveryObject) })
type State =
  | { step: 'looking' }
  | { step: 'choosing' }
  | { step: 'under way'; recovery: RecoveryObject }
  | { step: 'failed'; problem: Problem }

/** The one that runs, else the form for one. */
function Recovery({ endpointId, base }: { endpointId: string; base: string }) {
  const [state, setState] = useState<State>({ step: 'looking' })
  const endpoint = `/api${base}/webhooks/endpoints/${endpointId}`

  useEffect(() => {
    let isOver = false
    void getJson(`${endpoint}/recoveries`, Recoveries).then((got) => {
      if (isOver) return
      if (!got.ok) return setState({ step: 'failed', problem: got.problem })
      const running = got.data.data.find(({ status }) => status === 'running')
      setState(running ? { step: 'under way', recovery: running } : { step: 'choosing' })
    })
    return () => {
      isOver = true
    }
  }, [endpoint])

  if (state.step === 'failed') return <ProblemNotice problem={state.problem} />
  if (state.step === 'looking')
    return (
      <div role="status" className="grid gap-3 py-2">
        <span className="sr-only">Looking for a recovery that is running</span>
        <Skeleton className="h-9 rounded-md" />
        <Skeleton className="h-9 rounded-md" />
        <Skeleton className="h-9 rounded-md" />
      </div>
    )
  if (state.step === 'choosing')
    return (
      <RecoverForm
        path={`${endpoint}/recover`}
        onStarted={(recovery) => setState({ step: 'under way', recovery })}
      />
    )
  return (
    <RecoverProgress first={state.recovery} base={base} onAnother={() => setState({ step: 'choosing' })} />
  )
}
