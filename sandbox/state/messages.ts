import { z } from 'zod'
import { digitsOf } from './senders'
import type { Stream } from './stream'

const Step = z.object({
  status: z.enum(['accepted', 'sent', 'delivered', 'read', 'failed']),
  at: z.string(),
})
export type Status = z.infer<typeof Step>['status']

export const Message = z.object({
  wamid: z.string(),
  /** `outbound` goes from a sender to a person, `inbound` comes from a person. */
  direction: z.enum(['outbound', 'inbound']),
  to: z.string(),
  from: z.string(),
  phone_number_id: z.string(),
  verified_name: z.string(),
  type: z.string(),
  payload: z.unknown(),
  /** Of somebody who was named by it, and not by a number. */
  user_id: z.string().optional(),
  text: z.string(),
  code: z.string().optional(),
  /** The picture or file in it, where the sandbox has that. */
  file: z.object({ id: z.string(), name: z.string(), is_picture: z.boolean() }).optional(),
  category: z.string(),
  biz_opaque_callback_data: z.string().optional(),
  received_at: z.string(),
  status: Step.shape.status,
  timeline: z.array(Step),
})
export type Message = z.infer<typeof Message>

const mostMessages = 5000
const ranks: Status[] = ['accepted', 'sent', 'delivered', 'read', 'failed']

export class Messages {
  #byWamid = new Map<string, Message>()
  #stream: Stream
  onChange = () => {}

  constructor(stream: Stream) {
    this.#stream = stream
  }

  add(message: Message): void {
    this.restore(message)
    this.#stream.publish('message', forPhone(message))
    this.onChange()
  }

  restore(message: Message): void {
    const oldest = this.#byWamid.keys().next().value
    if (this.#byWamid.size >= mostMessages && oldest) this.#byWamid.delete(oldest)
    this.#byWamid.set(message.wamid, message)
  }

  find(wamid: string): Message | undefined {
    return this.#byWamid.get(wamid)
  }

  advance(message: Message, status: Status, at: Date): void {
    if (ranks.indexOf(status) > ranks.indexOf(message.status)) message.status = status
    message.timeline.push({ status, at: at.toISOString() })
    this.#stream.publish('status', { wamid: message.wamid, status, timeline: message.timeline })
    this.onChange()
  }

  /** Newest first; `person` is the number of the phone, with or without its plus. */
  list({ person, limit, direction }: { person?: string; limit: number; direction?: Message['direction'] }) {
    const digits = person === undefined ? undefined : digitsOf(person)
    const found = [...this.#byWamid.values()].reverse().filter((message) => {
      const phone = message.direction === 'outbound' ? message.to : message.from
      const isWanted = direction === undefined || message.direction === direction
      return isWanted && (digits === undefined || digitsOf(phone) === digits)
    })
    return found.slice(0, limit)
  }

  reset(): void {
    this.#byWamid.clear()
    this.onChange()
  }
}

/** What the page of the phone needs; the payload would be most of the weight. */
export function forPhone({ payload: _, ...message }: Message) {
  return message
}
