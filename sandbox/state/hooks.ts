import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Stream } from './stream'

/** `unknown`: no secret was told yet, so that nothing can be said of the signature. */
export type Verdict = 'valid' | 'invalid' | 'stale' | 'unsigned' | 'unknown'

export type Hook = {
  /** Of the arrival: one event arrives as often as it is sent. */
  key: string
  at: string
  id: string | null
  type: string | null
  verdict: Verdict
  /** What was answered. */
  status: number
  headers: Record<string, string>
  body: string
}

const mostHooks = 50
const mostSecrets = 20
const toleranceSeconds = 300

/** Plays a tenant's own endpoint: keeps what arrives, and says whether its signature holds. */
export class Hooks {
  #hooks: Hook[] = []
  #secrets: string[] = []
  #stream: Stream

  constructor(stream: Stream) {
    this.#stream = stream
  }

  /** The newest are tried first. */
  addSecret(secret: string): void {
    this.#secrets = [secret, ...this.#secrets.filter((other) => other !== secret)].slice(0, mostSecrets)
  }

  get knowsSecrets(): boolean {
    return this.#secrets.length > 0
  }

  add(call: { headers: IncomingHttpHeaders; text: string }, status: number): Hook {
    const hook = {
      key: randomUUID(),
      at: new Date().toISOString(),
      id: call.headers['webhook-id']?.toString() ?? null,
      type: typeOf(call.text),
      verdict: this.#judge(call),
      status,
      headers: Object.fromEntries(Object.entries(call.headers).map(([name, value]) => [name, String(value)])),
      body: call.text,
    }
    this.#hooks = [hook, ...this.#hooks].slice(0, mostHooks)
    this.#stream.publish('hook', hook)
    return hook
  }

  /** Newest first. */
  list(): Hook[] {
    return this.#hooks
  }

  /** Secrets stay: they belong to workspaces that go on. */
  reset(): void {
    this.#hooks = []
  }

  #judge({ headers, text }: { headers: IncomingHttpHeaders; text: string }): Verdict {
    const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
      headers[`webhook-${name}`]?.toString(),
    )
    if (!id || !timestamp || !signatures) return 'unsigned'
    if (!this.knowsSecrets) return 'unknown'
    const content = `${id}.${timestamp}.${text}`
    const given = signatures.split(' ').map((signature) => signature.replace(/^v1,/, ''))
    const holds = this.#secrets.some((secret) => given.some((one) => isSame(one, sign(secret, content))))
    if (!holds) return 'invalid'
    return Math.abs(Date.now() / 1_000 - Number(timestamp)) > toleranceSeconds ? 'stale' : 'valid'
  }
}

/** As Standard Webhooks says: base64 of HMAC-SHA256, under what follows `whsec_`. */
function sign(secret: string, content: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(content).digest('base64')
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function typeOf(text: string): string | null {
  try {
    const { type } = JSON.parse(text)
    return typeof type === 'string' ? type : null
  } catch {
    return null
  }
}
