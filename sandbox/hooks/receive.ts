import type { Call } from '../http/call'
import { json, type Reply } from '../http/reply'
import type { Sandbox } from '../sandbox'

const path = /^\/webhooks\/inbox(?:\/([2-5]\d\d))?\/?$/

/** Whether a call is a webhook for the inbox. */
export function isHook({ method, path: asked }: Call): boolean {
  return method === 'POST' && path.test(asked)
}

/** Takes any webhook; where the path names a status, answers with that, so that one can see what comes of a failure. */
export function receiveHook({ hooks }: Sandbox, call: Call): Reply {
  const status = Number(path.exec(call.path)?.[1] ?? 200)
  const { verdict } = hooks.add(call, status)
  return json(status, { received: true, signature: verdict })
}
