import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { readSettings } from './settings'
import { startSandbox } from './start'

export const appSecret = '0123456789abcdef0123456789abcdef'
export const token = 'EAAFictionalBusinessToken0001'
export const sender = {
  waba_id: '900100200300401',
  phone_number_id: '900500600700801',
  display_phone_number: '+1 202-555-0100',
  verified_name: 'Café Example',
  access_token: token,
  templates: [
    { name: 'hawk_login_code', language: 'en', category: 'AUTHENTICATION' },
    { name: 'hawk_login_code', language: 'pt_BR', category: 'AUTHENTICATION' },
  ],
}

const Status = z.looseObject({ id: z.string(), status: z.string() })
const Value = z.looseObject({
  statuses: z.array(Status).optional(),
  messages: z.array(z.looseObject({ id: z.string() })).optional(),
  contacts: z.array(z.unknown()).optional(),
})
const Webhook = z.object({ entry: z.array(z.object({ changes: z.array(z.object({ value: Value })) })) })

export type Delivery = {
  raw: string
  signature: string | undefined
  value: z.infer<typeof Value> | undefined
}

/** Plays the app: keeps what the sandbox posts, and answers with `status`. */
export async function startApp(port = 0) {
  const deliveries: Delivery[] = []
  const app = { status: 200, deliveries, url: '', statusesOf, stop }
  const server = createServer(async (request, response) => {
    const raw = await text(request)
    const signature = request.headers['x-hub-signature-256']?.toString()
    if (app.status === 200)
      deliveries.push({
        raw,
        signature,
        value: Webhook.parse(JSON.parse(raw)).entry[0]?.changes[0]?.value,
      })
    response.writeHead(app.status).end()
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  app.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return app

  function statusesOf(wamid: string) {
    return deliveries
      .flatMap(({ value }) => value?.statuses ?? [])
      .filter(({ id }) => id === wamid)
      .map(({ status }) => status)
  }

  async function stop() {
    server.close()
    server.closeAllConnections()
  }
}

/** A running sandbox that knows one sender. */
export async function startWorld(appOrigin: string, more: Record<string, string> = {}) {
  const settings = {
    SANDBOX_PORT: '0',
    APP_ORIGIN: appOrigin,
    META_APP_SECRET: appSecret,
    SANDBOX_DELAYS: '{"sent":10,"delivered":40}',
    ...more,
  }
  const sandbox = await startSandbox(readSettings(settings))
  const url = `http://127.0.0.1:${sandbox.port}`
  const world = { url, settings, call, inspect, send, stop: sandbox.stop }
  await inspect('POST', '/senders', sender)
  return world

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: answer.status, headers: answer.headers, body: await answer.json() }
  }

  function inspect(method: string, path: string, body?: unknown) {
    return call(method, `/_sandbox${path}`, body)
  }

  function send(body: unknown, { id = sender.phone_number_id, bearer = token } = {}) {
    return call('POST', `/v25.0/${id}/messages`, body, { authorization: `Bearer ${bearer}` })
  }
}

export function otp(to: string, code = '482913', language = 'en') {
  const parameters = [{ type: 'text', text: code }]
  const components = [
    { type: 'body', parameters },
    { type: 'button', sub_type: 'url', index: '0', parameters },
  ]
  return {
    messaging_product: 'whatsapp',
    to,
    type: 'template',
    biz_opaque_callback_data: 'msg/1',
    template: { name: 'hawk_login_code', language: { code: language }, components },
  }
}

export function hmac(value: string): string {
  return createHmac('sha256', appSecret).update(value).digest('hex')
}
