import { randomInt } from 'node:crypto'
import { request } from 'undici'
import type { Call } from '../http/call'
import { json, type Reply } from '../http/reply'
import type { Sandbox } from '../sandbox'
import { WebhookOptions } from '../webhooks'
import { readBody } from './read-input'

export function getWebhooks({ webhooks }: Sandbox): Reply {
  return json(200, { ...webhooks.options, ...webhooks.counts, pending: webhooks.pending })
}

export function putWebhookOptions({ webhooks }: Sandbox, call: Call): Reply {
  webhooks.options = readBody(WebhookOptions, call)
  return json(200, webhooks.options)
}

/** The call Meta makes when the callback is set: does the app echo the challenge? */
export async function postHandshake({ settings }: Sandbox): Promise<Reply> {
  const challenge = String(randomInt(1_000_000_000, 2_000_000_000))
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.challenge': challenge,
    'hub.verify_token': settings.verifyToken,
  })
  try {
    const { statusCode, body } = await request(`${settings.appOrigin}/api/hooks/meta?${query}`, {
      headersTimeout: 10_000,
    })
    return json(200, {
      verified: statusCode === 200 && (await body.text()) === challenge,
      status: statusCode,
    })
  } catch {
    return json(200, { verified: false, status: null })
  }
}
