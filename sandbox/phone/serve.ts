import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Call } from '../http/call'
import { type Reply, refuse } from '../http/reply'
import type { Sandbox } from '../sandbox'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const { resolve } = createRequire(import.meta.url)
const fontName =
  /^\/phone\/fonts\/((archivo|hanken-grotesk|martian-mono)-latin(-ext)?-(wdth|wght)-normal\.woff2)$/
const fileName = /^\/phone\/([a-z-]+\.(css|js|svg))$/
/**
 * What connects a number: Meta's SDK, as the browser loads it, and the dialog that it opens. And the page on which
 * webhooks arrive.
 */
const pageFiles: Record<string, string> = {
  '/sdk.js': 'dialog/sdk.js',
  '/dialog': 'dialog/dialog.html',
  '/dialog/dialog.css': 'dialog/dialog.css',
  '/dialog/dialog.js': 'dialog/dialog.js',
  '/webhooks/inbox': 'hooks/hooks.html',
  '/webhooks/hooks.css': 'hooks/hooks.css',
  '/webhooks/hooks.js': 'hooks/hooks.js',
}

/** The page of the phone, and the files it is made of. */
export async function handlePhone({ settings }: Sandbox, call: Call): Promise<Reply> {
  if (call.method !== 'GET') return refuse(404, `There is no ${call.method} ${call.path}.`)
  const file = await findFile(call.path).catch(() => undefined)
  if (!file) return refuse(404, `There is no ${call.path}.`)
  if (call.path !== '/') return reply(pageFiles[call.path] ?? call.path, file)
  const origin = settings.appOrigin.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return reply('/index.html', file.toString('utf8').replaceAll('{{app_origin}}', origin))
}

async function findFile(path: string): Promise<Buffer | undefined> {
  if (path === '/') return readFile(new URL('index.html', import.meta.url))
  const [, font, family] = fontName.exec(path) ?? []
  if (font) return readFile(resolve(`@fontsource-variable/${family}/files/${font}`))
  const page = pageFiles[path]
  if (page) return readFile(new URL(`../${page}`, import.meta.url))
  const name = fileName.exec(path)?.[1]
  return name ? readFile(new URL(name, import.meta.url)) : undefined
}

function reply(path: string, body: string | Buffer): Reply {
  const extension = path.split('.').pop() ?? ''
  return {
    kind: 'sent',
    status: 200,
    headers: {
      'content-type': types[extension] ?? 'application/octet-stream',
      'cache-control': extension === 'woff2' ? 'max-age=86400' : 'no-cache',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
    body,
  }
}
