import type { Call } from '../http/call'
import { json, type Reply } from '../http/reply'
import type { Sandbox } from '../sandbox'
import { SenderInput } from '../state/senders'
import { readBody } from './read-input'

export function listSenders({ senders }: Sandbox): Reply {
  return json(200, { data: senders.all() })
}

export function putSender({ senders }: Sandbox, call: Call): Reply {
  const sender = readBody(SenderInput, call)
  senders.put(sender)
  return json(200, sender)
}
