import { z } from 'zod'
import type { Call } from '../http/call'
import { json, type Reply } from '../http/reply'
import { InboundInput, receiveInbound } from '../meta/inbound'
import { PreferenceInput, setPreference } from '../meta/preference'
import type { Sandbox } from '../sandbox'
import { forPhone } from '../state/messages'
import { readBody, readLimit, WrongInput } from './read-input'

export function listMessages({ messages }: Sandbox, call: Call): Reply {
  const found = messages.list({ ...person(call), limit: readLimit(call, 200), direction: 'outbound' })
  const data = found.map(({ direction, verified_name, timeline, ...entry }) => entry)
  return json(200, { data })
}

/** Both directions, with how each message fared: what the page of the phone shows. */
export function listPhoneMessages({ messages }: Sandbox, call: Call): Reply {
  return json(200, { data: messages.list({ ...person(call), limit: readLimit(call, 500) }).map(forPhone) })
}

export function postInbound(sandbox: Sandbox, call: Call): Reply {
  const input = readBody(InboundInput, call)
  const sender = sandbox.senders.findByNumber(input.to)
  if (!sender) throw new WrongInput(`to: no sender has ${input.to}; register it with POST /_sandbox/senders`)
  const wamid = receiveInbound(sandbox, sender, input)
  return json(200, { wamid, phone_number_id: sender.phone_number_id })
}

export function postPreference(sandbox: Sandbox, call: Call): Reply {
  const input = readBody(PreferenceInput, call)
  const sender = sandbox.senders.findByNumber(input.to)
  if (!sender) throw new WrongInput(`to: no sender has ${input.to}; register it with POST /_sandbox/senders`)
  setPreference(sandbox, sender, input)
  return json(200, { phone_number_id: sender.phone_number_id })
}

const ReadInput = z.strictObject({ wamids: z.array(z.string()).max(1000) })

export function postRead({ reports }: Sandbox, call: Call): Reply {
  return json(200, { read: reports.markRead(readBody(ReadInput, call).wamids) })
}

/** A plus that nobody escaped comes as a space; only the digits count. */
function person(call: Call) {
  const to = call.query.get('to')
  return to === null ? {} : { person: to }
}
