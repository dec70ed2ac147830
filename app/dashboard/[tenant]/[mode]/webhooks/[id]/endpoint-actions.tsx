import type { Mode } from '@/lib/core/context'
import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import { eventChoices } from '../event-choices'
import { EndpointDrawer } from '../form/endpoint-drawer'
import { RecoverDialog } from '../recover-dialog'
import { DeleteEndpoint } from './delete-endpoint'
import { SendTest } from './send-test'
import { TurnEndpoint } from './turn-endpoint'

type Props = { endpoint: EndpointObject; waiting: number; api: string; base: string; mode: Mode }

export function EndpointActions({ endpoint, waiting, api, base, mode }: Props) {
  const path = `${api}/endpoints/${endpoint.id}`
  return (
    <div className="flex flex-wrap items-start gap-2">
      <SendTest path={`${path}/test`} enabled={endpoint.enabled} base={base} />
      <EndpointDrawer api={api} base={base} mode={mode} choices={eventChoices} endpoint={endpoint} />
      <TurnEndpoint endpoint={endpoint} waiting={waiting} path={path} />
      {endpoint.enabled && <RecoverDialog endpointId={endpoint.id} base={base} />}
      <DeleteEndpoint endpoint={endpoint} waiting={waiting} path={path} list={`${base}/webhooks`} />
    </div>
  )
}
