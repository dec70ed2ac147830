import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { type Call, parseJson } from '../http/call'
import { json, type Reply } from '../http/reply'
import type { Sandbox } from '../sandbox'
import type { Fault } from '../state/faults'
import { digitsOf } from '../state/senders'
import { requireToken } from './authorize'
import { GraphError, graphError, graphErrorOfStatus } from './errors'
import { graphHeaders } from './headers'
import { answerOauth } from './oauth'
import { routeGraph } from './routes'

const Addressed = z.looseObject({ to: z.string() })

/** Any call under `/vN.N/`: noted, met by a fault if one fits, answered as Meta would. */
export async function handleGraph(sandbox: Sandbox, call: Call): Promise<Reply> {
  const entry = sandbox.requests.add(call)
  const reply = await answer(sandbox, call)
  if (reply.kind === 'sent') entry.status = reply.status
  return reply
}

async function answer(sandbox: Sandbox, call: Call): Promise<Reply> {
  const headers = graphHeaders(call)
  try {
    const body = parseJson(call.text)
    const subjects = subjectsOf(call, body)
    const before = sandbox.faults.take(false, subjects)
    const broken = before && (await applyFault(before))
    if (broken) return broken
    const oauth = answerOauth(sandbox, call)
    if (oauth) return json(200, oauth, headers)
    const token = requireToken(sandbox, call, body)
    if (call.text !== '' && body === undefined) throw graphError(100, 'The request body is not valid JSON.')
    const { value, accepted } = await routeGraph(sandbox, { call, body, token })
    const after = accepted && sandbox.faults.take(true, subjects)
    return (after && (await applyFault(after))) || json(200, value, headers)
  } catch (error) {
    if (error instanceof GraphError) return json(error.status, { error: error.error }, headers)
    throw error
  }
}

function subjectsOf(call: Call, body: unknown): string[] {
  const to = Addressed.safeParse(body).data?.to
  const query = call.query.toString()
  const path = query ? `${call.path}?${query}` : call.path
  return to === undefined ? [path] : [path, `+${digitsOf(to)}`, digitsOf(to)]
}

async function applyFault(fault: Fault): Promise<Reply | undefined> {
  if (fault.delay_ms) await wait(fault.delay_ms, undefined, { ref: false })
  if (fault.reset) return { kind: 'reset' }
  if (fault.code !== undefined) throw graphError(fault.code, undefined, fault.status)
  if (fault.status) throw graphErrorOfStatus(fault.status)
}
