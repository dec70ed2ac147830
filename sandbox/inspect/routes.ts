import type { Call } from '../http/call'
import { type Reply, refuse } from '../http/reply'
import type { Sandbox } from '../sandbox'
import { putAccount, putNumber, putToken } from './accounts'
import { addFault, clearFaults, listFaults, putPace } from './faults'
import { listHooks, putHookSecret } from './hooks'
import { changeMedia, getMedia, postMedia } from './media'
import { listMessages, listPhoneMessages, postInbound, postPreference, postRead } from './messages'
import { changeNumber, listAccounts, revokeTokens, shareAccount } from './onboarding'
import { WrongInput } from './read-input'
import { listSenders, putSender } from './senders'
import { actOnTemplate, listHeldTemplates } from './templates'
import { getWebhooks, postHandshake, putWebhookOptions } from './webhooks'
import { listRequests, reset } from './world'

type Handler = (sandbox: Sandbox, call: Call) => Reply | Promise<Reply>

const routes: Record<string, Handler> = {
  'GET /messages': listMessages,
  'GET /phone': listPhoneMessages,
  'GET /stream': ({ stream }) => ({ kind: 'stream', attach: (response) => stream.attach(response) }),
  'POST /inbound': postInbound,
  'POST /preferences': postPreference,
  'POST /read': postRead,
  'POST /media': postMedia,
  'GET /media': getMedia,
  'POST /media/change': changeMedia,
  'GET /requests': listRequests,
  'GET /faults': listFaults,
  'POST /faults': addFault,
  'DELETE /faults': clearFaults,
  'POST /pace': putPace,
  'GET /webhooks': getWebhooks,
  'POST /webhooks': putWebhookOptions,
  'POST /handshake': postHandshake,
  'GET /hooks': listHooks,
  'POST /hooks/secrets': putHookSecret,
  'GET /senders': listSenders,
  'POST /senders': putSender,
  'GET /templates': listHeldTemplates,
  'POST /templates': actOnTemplate,
  'GET /onboarding': listAccounts,
  'POST /onboarding': shareAccount,
  'POST /onboarding/numbers': changeNumber,
  'POST /onboarding/revoke': revokeTokens,
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
