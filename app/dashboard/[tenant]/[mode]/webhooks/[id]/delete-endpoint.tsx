'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { DeletedEndpoint, type EndpointObject } from '@/lib/webhooks/endpoint-schema'
import { ConfirmAct } from '../../confirm-act'
import { eventsText, hostOf } from '../endpoint-words'
import { fateOf } from './turn-endpoint'

type Props = { endpoint: EndpointObject; waiting: number; path: string; list: string }

/** Says what stops before it stops. */
export function DeleteEndpoint({ endpoint, waiting, path, list }: Props) {
  const router = useRouter()
  const { mode, events, enabled } = endpoint
  const [first] = events
  const what =
    events.includes('*') || events.length > 1 ? eventsText(events).toLowerCase() : `${first ?? 'no events'}`
  return (
    <ConfirmAct
      trigger={
        <Button variant="quiet" className="text-danger hover:text-danger">
          Delete
        </Button>
      }
      title={`Delete the ${mode} endpoint at ${hostOf(endpoint)}?`}
      description={`${
        enabled ? `It gets ${what} now; that stops at once. ` : ''
      }${fateOf(waiting)} What was delivered stays in the log. It cannot be enabled again, and what it missed cannot be recovered.`}
      act="Delete endpoint"
      acting="Deleting…"
      keep="Keep it"
      path={`${path}/delete`}
      reply={DeletedEndpoint}
      onDone={() => {
        router.push(list)
        router.refresh()
      }}
    />
  )
}
