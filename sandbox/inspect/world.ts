import type { Call } from '../http/call'
import { json, type Reply } from '../http/reply'
import type { Sandbox } from '../sandbox'
import { readLimit } from './read-input'

export function listRequests({ requests }: Sandbox, call: Call): Reply {
  return json(200, { data: requests.list(readLimit(call, 2000)) })
}

export function reset(sandbox: Sandbox): Reply {
  sandbox.reset()
  return json(200, { ok: true })
}
