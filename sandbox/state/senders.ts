import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Templates } from './templates'

const id = z.string().regex(/^\d{1,32}$/, 'must be digits')

export const TemplateInput = z.object({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/, 'must be lower case letters, digits and underscores'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}([_-][A-Za-z]{2,4})?$/, 'must be a language code such as en or pt_BR'),
  category: z.string().transform((category, check) => {
    const found = (['AUTHENTICATION', 'UTILITY', 'MARKETING'] as const).find(
      (c) => c === category.toUpperCase(),
    )
    if (!found) check.addIssue({ code: 'custom', message: 'must be AUTHENTICATION, UTILITY or MARKETING' })
    return found ?? z.NEVER
  }),
  status: z.string().default('APPROVED'),
  components: z.array(z.looseObject({ type: z.string() })).optional(),
})
export type Template = z.output<typeof TemplateInput>

export const SenderInput = z.object({
  waba_id: id,
  phone_number_id: id,
  display_phone_number: z.string().regex(/^\+?[\d ()-]{5,32}$/, 'must be a phone number'),
  verified_name: z.string().min(1).max(256),
  access_token: z.string().min(1).max(1024),
  templates: z.array(TemplateInput).default([]),
})
export type Sender = z.output<typeof SenderInput>

const mostSenders = 20_000

export class Senders {
  #byId = new Map<string, Sender>()
  #byNumber = new Map<string, Sender>()
  #byWaba = new Map<string, Set<string>>()
  #tokens = new Set<string>()
  /** What became of templates since a sender brought them, and those made over the API. */
  readonly lifecycle = new Templates()
  onChange = () => {}

  put(sender: Sender): void {
    this.#remove(sender.phone_number_id)
    const oldest = this.#byId.keys().next().value
    if (this.#byId.size >= mostSenders && oldest) this.#remove(oldest)
    this.#byId.set(sender.phone_number_id, sender)
    this.#byNumber.set(digitsOf(sender.display_phone_number), sender)
    const siblings = this.#byWaba.get(sender.waba_id) ?? new Set()
    this.#byWaba.set(sender.waba_id, siblings.add(sender.phone_number_id))
    this.#tokens.add(sender.access_token)
    this.onChange()
  }

  find(phoneNumberId: string): Sender | undefined {
    return this.#byId.get(phoneNumberId)
  }

  /** By the number people see, or by the phone number id. */
  findByNumber(number: string): Sender | undefined {
    return this.#byNumber.get(digitsOf(number)) ?? this.#byId.get(number)
  }

  ofWaba(wabaId: string): Sender[] {
    return [...(this.#byWaba.get(wabaId) ?? [])].flatMap((sibling) => this.find(sibling) ?? [])
  }

  /** Templates belong to the WhatsApp Business Account, whichever of its numbers brought them. */
  templatesOf(wabaId: string): Template[] {
    const all = this.ofWaba(wabaId).flatMap((sender) => sender.templates)
    return this.lifecycle.over(wabaId, all)
  }

  /** Which account has the template that a sender brought under this id. */
  wabaOfTemplate(id: string): string | undefined {
    for (const wabaId of this.#byWaba.keys())
      if (this.templatesOf(wabaId).some((template) => templateId(wabaId, template) === id)) return wabaId
    return undefined
  }

  knowsToken(token: string): boolean {
    return this.#tokens.has(token)
  }

  all(): Sender[] {
    return [...this.#byId.values()]
  }

  #remove(phoneNumberId: string): void {
    const sender = this.#byId.get(phoneNumberId)
    if (!sender) return
    this.#byId.delete(phoneNumberId)
    const number = digitsOf(sender.display_phone_number)
    if (this.#byNumber.get(number) === sender) this.#byNumber.delete(number)
    this.#byWaba.get(sender.waba_id)?.delete(phoneNumberId)
  }
}

export function digitsOf(number: string): string {
  return number.replace(/\D/g, '')
}

/** The same every time, as an id is; few enough digits for JavaScript to hold it as the number that webhooks have. */
export function templateId(wabaId: string, template: Pick<Template, 'name' | 'language'>): string {
  const hash = createHash('sha256').update(`${wabaId} ${template.name} ${template.language}`).digest()
  return `9${String(hash.readUIntBE(0, 6)).padStart(14, '0').slice(-14)}`
}
