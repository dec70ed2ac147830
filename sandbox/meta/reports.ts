import type { Delays } from '../settings'
import type { Message, Messages } from '../state/messages'
import type { Senders } from '../state/senders'
import type { Webhooks } from '../webhooks'
import { type Report, statusWebhook } from './status-webhook'

type World = { delays: Delays; messages: Messages; senders: Senders; webhooks: Webhooks }
type Step = { status: Report['status']; delay: number; failure?: number }

/** Tells the app, step by step, how each message fares. */
export class Reports {
  #world: World
  #timers = new Set<NodeJS.Timeout>()
  /** Messages whose delivery is still to be reported. */
  #travelling = new Set<string>()
  #seenEarly = new Set<string>()

  constructor(world: World) {
    this.#world = world
  }

  schedule(message: Message, failure?: number): void {
    const acceptedAt = Date.now()
    const steps = failure === undefined ? this.#usualSteps() : this.#failing(failure)
    if (steps.some(({ status }) => status === 'delivered')) this.#travelling.add(message.wamid)
    const last = Math.max(...steps.map(({ delay }) => delay))
    for (const group of this.#group(steps)) {
      const delay = this.#world.webhooks.options.shuffle ? last : (group[0]?.delay ?? 0)
      this.#after(delay, () => this.#report(message, group, acceptedAt))
    }
  }

  /** A person has seen these messages. One that is still on its way is read as soon as it is delivered. */
  markRead(wamids: string[]): number {
    const seen = wamids.flatMap((wamid) => this.#world.messages.find(wamid) ?? [])
    const unread = seen.filter(
      ({ direction, status }) => direction === 'outbound' && status !== 'read' && status !== 'failed',
    )
    for (const message of unread) {
      if (this.#travelling.has(message.wamid)) this.#seenEarly.add(message.wamid)
      else this.#report(message, [{ status: 'read', delay: 0 }], Date.now())
    }
    return unread.length
  }

  reset(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#travelling.clear()
    this.#seenEarly.clear()
  }

  #usualSteps(): Step[] {
    return (['sent', 'delivered', 'read'] as const).flatMap((status) => {
      const delay = this.#world.delays[status]
      return delay === null ? [] : [{ status, delay }]
    })
  }

  #failing(failure: number): Step[] {
    return [{ status: 'failed', delay: this.#world.delays.sent ?? 0, failure }]
  }

  /** What happens at the same moment is told in one webhook, unless the order is to be shuffled. */
  #group(steps: Step[]): Step[][] {
    if (this.#world.webhooks.options.shuffle) return disorder(steps).map((step) => [step])
    const delays = [...new Set(steps.map(({ delay }) => delay))]
    return delays.map((delay) => steps.filter((step) => step.delay === delay))
  }

  #report(message: Message, steps: Step[], acceptedAt: number): void {
    const sender = this.#world.senders.find(message.phone_number_id)
    if (!sender) return
    const reports = steps
      .filter(({ status }) => status !== 'read' || message.status !== 'read')
      .map(({ status, delay, failure }) => {
        const wasDelivered = message.timeline.some((step) => step.status === 'delivered')
        const isPriced = status === 'sent' || status === 'delivered' || (status === 'read' && !wasDelivered)
        const at = new Date(acceptedAt + delay)
        this.#world.messages.advance(message, status, at)
        return { status, at, isPriced, ...(failure !== undefined && { failure }) }
      })
    if (reports.length > 0) this.#world.webhooks.deliver(statusWebhook(sender, message, reports))
    if (reports.some(({ status }) => status === 'delivered')) this.#arrived(message)
  }

  #arrived(message: Message): void {
    this.#travelling.delete(message.wamid)
    if (this.#seenEarly.delete(message.wamid)) this.markRead([message.wamid])
  }

  #after(milliseconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, milliseconds)
    this.#timers.add(timer)
  }
}

/** Never the order it came in, so that a test can rely on the disorder. */
function disorder<Item>(items: Item[]): Item[] {
  const turns = 1 + Math.floor(Math.random() * Math.max(items.length - 1, 1))
  return [...items.slice(turns), ...items.slice(0, turns)]
}
