import type { EndpointName } from '../endpoint-names'
import type { Chosen } from './selection'

type Outcome = { queued: number; refused: { id: string; code: string }[] }
type Endpoints = Readonly<Record<string, EndpointName>>

/** "Queued 12, refused 1 because its endpoint is disabled." */
export function replayWords({ queued, refused }: Outcome, chosen: Chosen, endpoints: Endpoints): string {
  const reasons = new Map<string, number>()
  for (const { id, code } of refused) {
    const reason = reasonOf(code, chosen.get(id), endpoints)
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  const parts = [...reasons].map(
    ([reason, count]) => `refused ${count} because ${count === 1 ? 'its' : 'their'} ${reason}`,
  )
  const text = [`queued ${queued}`, ...parts].join(', ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function reasonOf(code: string, endpointId: string | undefined, endpoints: Endpoints): string {
  if (code === 'not_found') return 'record is no longer kept'
  if (code !== 'state_conflict') return `replay was answered with ${code}`
  const endpoint = endpointId === undefined ? undefined : endpoints[endpointId]
  if (!endpoint) return 'endpoint was deleted'
  return endpoint.enabled ? 'event is no longer kept' : 'endpoint is disabled'
}
