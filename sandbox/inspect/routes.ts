import type { Call } from '../http/call'
import { type Reply, refuse } from '../http/reply'
import type { Sandbox } from '../sandbox'
import { putAccount, putNumber, putToken } from './accounts'
import { addFault, clearFaults, listFaults } from './faults'
import { listMessages, listPhoneMessages, postInbound, postRead } from './messages'
import { WrongInput } from './read-input'
import { listSenders, putSender } from './senders'
import { getWebhooks, postHandshake, putWebhookOptions } from './webhooks'
import { listRequests, reset } from './world'

type Handler = (sandbox: Sandbox, call: Call) => Reply | Promise<Reply>

const routes: Record<string, Handler> = {
  'GET /messages': listMessages,
  'GET /phone': listPhoneMessages,
  'GET /stream': ({ stream }) => ({ kind: 'stream', attach: (response) => stream.attach(response) }),
  'POST /inbound': postInbound,
  'POST /read': postRead,
  'GET /requests': listRequests,
  'GET /faults': listFaults,
  'POST /faults': addFault,
  'DELETE /faults': clearFaults,
  'GET /webhooks': getWebhooks,
  'POST /webhooks': putWebhookOptions,
  'POST /handshake': postHandshake,
  'GET /senders': listSenders,
  'POST /senders': putSender,
  'POST /accounts': putAccount,
  'POST /numbers': putNumber,
  'POST /tokens': putToken,
  'POST /reset': reset,
}

export async function handleInspection(sandbox: Sandbox, call: Call): Promise<Reply> {
  const route = call.path.slice('/_sandbox'.length).replace(/\/$/, '')
  const handler = Object.hasOwn(routes, `${call.method} ${route}`) && routes[`${call.method} ${route}`]
  if (!handler) return refuse(404, `There is no ${call.method} ${call.path}.`)
  try {
    return await handler(sandbox, call)
  } catch (error) {
    if (error instanceof WrongInput) return refuse(400, error.message)
    throw error
  }
}
