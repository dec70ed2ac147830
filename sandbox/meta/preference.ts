import { z } from 'zod'
import type { Sandbox } from '../sandbox'
import { digitsOf, type Sender } from '../state/senders'
import { contactOf } from './person'
import { envelope } from './status-webhook'

const number = z.string().regex(/^\+?[\d ()-]{5,32}$/, 'must be a phone number')

export const PreferenceInput = z.strictObject({
  from: number,
  /** A sender's number, or its phone_number_id. */
  to: number,
  value: z.enum(['stop', 'resume']),
  /** Somebody who hides the number behind it. */
  username: z.string().optional(),
  /** Unix seconds; now, unless it says otherwise. */
  timestamp: z.number().int().optional(),
})
export type PreferenceInput = z.output<typeof PreferenceInput>

/** A person turns the business's marketing messages off, or on again, in WhatsApp. */
export function setPreference(sandbox: Sandbox, sender: Sender, input: PreferenceInput): void {
  const contact = contactOf(digitsOf(input.from), { username: input.username })
  const { user_id } = contact
  const preference = {
    ...('wa_id' in contact ? { wa_id: contact.wa_id } : {}),
    user_id,
    detail: `User requested to ${input.value} marketing messages`,
    category: 'marketing_messages',
    value: input.value,
    timestamp: input.timestamp ?? Math.floor(Date.now() / 1_000),
  }
  const value = { contacts: [contact], user_preferences: [preference] }
  sandbox.webhooks.deliver(envelope(sender, value, 'user_preferences'))
}
