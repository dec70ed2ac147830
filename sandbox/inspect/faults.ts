import type { Call } from '../http/call'
import { json, type Reply, refuse } from '../http/reply'
import type { Sandbox } from '../sandbox'
import { FaultInput } from '../state/faults'
import { PaceInput } from '../state/pace'
import { readBody } from './read-input'

export function listFaults({ faults }: Sandbox): Reply {
  return json(200, { data: faults.list() })
}

export function addFault({ faults }: Sandbox, call: Call): Reply {
  const fault = readBody(FaultInput, call)
  if (!faults.add(fault)) return refuse(400, 'There are too many faults: DELETE /_sandbox/faults first.')
  return json(200, { ...fault, match: fault.match?.source })
}

export function clearFaults({ faults }: Sandbox): Reply {
  faults.reset()
  return json(200, { ok: true })
}

/** How fast a number may send here. How fast it may write to one person is as it is at Meta. */
export function putPace({ pace }: Sandbox, call: Call): Reply {
  pace.throughput = readBody(PaceInput, call).throughput
  return json(200, { throughput: pace.throughput })
}
