import { z } from 'zod'
import type { Template } from './senders'

/** A template as Meta keeps it once something became of it. */
export const HeldTemplate = z.object({
  id: z.string(),
  waba_id: z.string(),
  name: z.string(),
  language: z.string(),
  category: z.enum(['AUTHENTICATION', 'UTILITY', 'MARKETING']),
  status: z.string(),
  components: z.array(z.looseObject({ type: z.string() })).optional(),
  parameter_format: z.enum(['POSITIONAL', 'NAMED']).default('POSITIONAL'),
  quality: z.string().default('UNKNOWN'),
  rejected_reason: z.string().default('NONE'),
  previous_category: z.string().optional(),
  correct_category: z.string().optional(),
  message_send_ttl_seconds: z.number().optional(),
  edited_at: z.number().optional(),
  deleted_at: z.number().optional(),
})
export type HeldTemplate = z.output<typeof HeldTemplate>

const keyOf = ({ name, language }: { name: string; language: string }) => `${name} ${language}`

export class Templates {
  #byWaba = new Map<string, Map<string, HeldTemplate>>()
  #reviews = new Map<string, NodeJS.Timeout>()
  /** Milliseconds that a review takes; null: it never ends by itself. */
  reviewDelay: number | null = 400
  onChange = () => {}

  /** These as senders brought them, with what has become of them and those that came later. */
  over(wabaId: string, brought: Template[]): Template[] {
    const held = this.#byWaba.get(wabaId)
    const all = new Map(brought.map((template) => [keyOf(template), template]))
    for (const [key, template] of held ?? []) all.set(key, template)
    return [...all.values()].filter(({ status }) => status !== 'DELETED')
  }

  find(wabaId: string, named: { name: string; language: string }): HeldTemplate | undefined {
    return this.#byWaba.get(wabaId)?.get(keyOf(named))
  }

  findById(id: string): HeldTemplate | undefined {
    for (const held of this.#byWaba.values())
      for (const template of held.values()) if (template.id === id) return template
    return undefined
  }

  put(template: HeldTemplate): HeldTemplate {
    const held = this.#byWaba.get(template.waba_id) ?? new Map<string, HeldTemplate>()
    this.#byWaba.set(template.waba_id, held.set(keyOf(template), template))
    this.onChange()
    return template
  }

  /** Runs once the review is over, unless something else decides before. */
  review(id: string, decide: () => void): void {
    this.stopReview(id)
    if (this.reviewDelay === null) return
    const timer = setTimeout(() => {
      this.#reviews.delete(id)
      decide()
    }, this.reviewDelay).unref()
    this.#reviews.set(id, timer)
  }

  stopReview(id: string): void {
    clearTimeout(this.#reviews.get(id))
    this.#reviews.delete(id)
  }

  all(): HeldTemplate[] {
    return [...this.#byWaba.values()].flatMap((held) => [...held.values()])
  }

  stop(): void {
    for (const timer of this.#reviews.values()) clearTimeout(timer)
    this.#reviews.clear()
  }

  reset(): void {
    this.stop()
    this.#byWaba.clear()
    this.reviewDelay = 400
  }
}
