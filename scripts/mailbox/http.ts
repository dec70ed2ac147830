import type { IncomingMessage, ServerResponse } from 'node:http'
import { findFile, typeOf } from './files'
import type { Mail, MailStore } from './store'

type Mailbox = { store: MailStore; appOrigin: string }

/** What the page itself may do. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A mail is shown as a mail program would: no script, no form, and nothing from elsewhere. */
const mailPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ')

export function handleMailbox(mailbox: Mailbox, request: IncomingMessage, response: ServerResponse): void {
  response.on('error', () => {})
  answer(mailbox, request, response).catch((error: unknown) => {
    console.error(error)
    if (!response.headersSent) response.writeHead(500).end()
  })
}

async function answer({ store, appOrigin }: Mailbox, request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(`http://mailbox/${(request.url ?? '').replace(/^\/+/, '')}`)
  if (!isLocal(request)) return send(response, 403, 'text/plain', 'Only from this machine.')
  if (pathname === '/email') {
    if (request.method === 'GET') return sendJson(response, { data: store.list(searchParams.get('to')) })
    if (request.method !== 'DELETE' || isFromElsewhere(request))
      return send(response, 405, 'text/plain', 'GET or DELETE.')
    store.clear()
    return sendJson(response, { data: [] })
  }
  if (request.method !== 'GET') return send(response, 405, 'text/plain', 'GET.')
  if (pathname === '/stream') return store.attach(response)
  const shown = /^\/email\/(\d+)\/html$/.exec(pathname)?.[1]
  if (shown) return sendHtml(response, store.find(shown))
  const file = await findFile(pathname)
  if (!file) return send(response, 404, 'text/plain', `There is no ${pathname}.`)
  const body =
    pathname === '/' ? file.toString('utf8').replaceAll('{{app_origin}}', escaped(appOrigin)) : file
  send(response, 200, typeOf(pathname), body, pagePolicy)
}

/** A name that somebody else has made point here is refused: their page may not read these mails. */
function isLocal({ headers }: IncomingMessage): boolean {
  return /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(headers.host ?? '')
}

function isFromElsewhere({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

/** Links open beside the mailbox, and learn nothing of it. */
function sendHtml(response: ServerResponse, mail: Mail | undefined): void {
  const head = '<base target="_blank"><meta name="referrer" content="no-referrer">'
  const html = mail?.html.replace(/<head[^>]*>/i, `$&${head}`)
  if (html === undefined) send(response, 404, 'text/plain', 'There is no such mail.')
  else send(response, 200, 'text/html; charset=utf-8', html, mailPolicy)
}

function sendJson(response: ServerResponse, value: unknown): void {
  send(response, 200, 'application/json; charset=utf-8', JSON.stringify(value))
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  policy = "default-src 'none'",
): void {
  response
    .writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'cache-control': type === 'font/woff2' ? 'max-age=86400' : 'no-store',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
    .end(body)
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
