import { createHmac } from 'node:crypto'
import { Agent, request } from 'undici'
import { z } from 'zod'

export const WebhookOptions = z.strictObject({
  /** How many more times each delivery is posted. */
  duplicates: z.number().int().min(0).max(100).default(0),
  /** The reports about one message come in another order than they happened. */
  shuffle: z.boolean().default(false),
  extra_delay_ms: z.number().int().min(0).max(600_000).default(0),
  /** What happens within that time comes in one delivery, as Meta does under load. */
  batch_ms: z.number().int().min(0).max(60_000).default(0),
})
export type WebhookOptions = z.output<typeof WebhookOptions>

type Delivery = { body: Buffer; signature: string; giveUpAt: number; attempt: number }

const firstPause = 500
const longestPause = 15_000
const patience = 600_000
const mostWaiting = 100_000
/** So many at most in one delivery. */
const mostInBatch = 1_000

type Payload = { object: string; entry: unknown[] }

/** Posts to the app what Meta would, and tries again until it answers 200. */
export class Webhooks {
  options: WebhookOptions = WebhookOptions.parse({})
  counts = { delivered: 0, failed_attempts: 0, given_up: 0 }
  #waiting = new Map<NodeJS.Timeout, Delivery>()
  #underWay = 0
  #gathered: unknown[] = []
  #gathering: NodeJS.Timeout | undefined
  #era = 0
  #url: string
  #appSecret: string
  #agent = new Agent({
    connections: 64,
    connect: { timeout: 5_000 },
    headersTimeout: 20_000,
    bodyTimeout: 20_000,
  })

  constructor(url: string, appSecret: string) {
    this.#url = url
    this.#appSecret = appSecret
  }

  get pending(): number {
    return this.#waiting.size + this.#underWay + this.#gathered.length
  }

  deliver(payload: Payload): void {
    const pause = this.options.batch_ms
    if (pause > 0) {
      this.#gathered.push(...payload.entry)
      if (this.#gathered.length >= mostInBatch) this.#flush()
      else this.#gathering ??= setTimeout(() => this.#flush(), pause)
    } else this.#send(payload)
  }

  #flush(): void {
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    const entry = this.#gathered.splice(0)
    if (entry.length > 0) this.#send({ object: 'whatsapp_business_account', entry })
  }

  #send(payload: Payload): void {
    const body = Buffer.from(serialise(payload))
    const signature = sign(this.#appSecret, body)
    for (let copy = 0; copy <= this.options.duplicates; copy += 1) {
      const delivery = { body, signature, giveUpAt: Date.now() + patience, attempt: 0 }
      if (this.options.extra_delay_ms > 0) this.#later(delivery, this.options.extra_delay_ms)
      else void this.#post(delivery)
    }
  }

  reset(): void {
    this.options = WebhookOptions.parse({})
    this.counts = { delivered: 0, failed_attempts: 0, given_up: 0 }
    this.#era += 1
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    this.#gathered = []
    for (const timer of this.#waiting.keys()) clearTimeout(timer)
    this.#waiting.clear()
  }

  async stop(): Promise<void> {
    this.reset()
    await this.#agent.destroy()
  }

  async #post(delivery: Delivery): Promise<void> {
    const era = this.#era
    this.#underWay += 1
    const taken = await this.#attempt(delivery)
    this.#underWay -= 1
    if (era !== this.#era) return
    if (taken) {
      this.counts.delivered += 1
      return
    }
    this.counts.failed_attempts += 1
    const pause = Math.min(firstPause * 2 ** delivery.attempt, longestPause)
    if (Date.now() + pause > delivery.giveUpAt) this.counts.given_up += 1
    else this.#later({ ...delivery, attempt: delivery.attempt + 1 }, pause)
  }

  async #attempt({ body, signature }: Delivery): Promise<boolean> {
    try {
      const response = await request(this.#url, {
        dispatcher: this.#agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'facebookexternalua',
          'x-hub-signature-256': signature,
        },
        body,
      })
      await response.body.dump()
      return response.statusCode === 200
    } catch {
      return false
    }
  }

  #later(delivery: Delivery, milliseconds: number): void {
    if (this.#waiting.size >= mostWaiting) {
      this.counts.given_up += 1
      return
    }
    const timer = setTimeout(() => {
      this.#waiting.delete(timer)
      void this.#post(delivery)
    }, milliseconds)
    this.#waiting.set(timer, delivery)
  }
}

/** Meta escapes what is not ASCII, and slashes; whoever parses and writes it again gets other bytes. */
export function serialise(payload: unknown): string {
  return JSON.stringify(payload)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/\//g, '\\/')
}

function sign(appSecret: string, body: Buffer): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
}
