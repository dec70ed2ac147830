import { z } from 'zod'
import { modes } from '@/lib/core/context'
import { ListQuery, listOf } from '@/lib/core/lists'
import { canonicalPhone, PhoneNumber } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'

/** Whom WhatsApp means: by a phone number in E.164, by a business-scoped user id, or by both. */
export type Person = { phone: string | null; bsuid: string | null }

/** What an inbound message tells of its author. */
export type SeenPerson = Person & { username: string | null; profileName: string | null; at: Date }

/** One key for a person: the number under which its variants are one, or the user id where there is no number. */
export function personKey({ phone, bsuid }: Person): string {
  if (phone !== null) return canonicalPhone(phone)
  if (bsuid !== null) return bsuid
  throw new Error('A person has a phone or a user id.')
}

/** Everything under which a person may be kept. */
export function personKeys({ phone, bsuid }: Person): string[] {
  return [phone === null ? [] : canonicalPhone(phone), bsuid ?? []].flat()
}

const { nameLength, tags, tagLength, attributes, attributeKeyLength, attributeLength, searchLength } =
  policy.contacts

export const hasNoControls = (text: string) => !/\p{Cc}/u.test(text)
const noControls = 'Must not hold line breaks, tabs or other control characters.'

export const ContactName = z
  .string()
  .max(nameLength)
  .trim()
  .min(1)
  .refine(hasNoControls, noControls)
  .describe('What you call the person.')

/** A pattern alone: what the format `email` refuses beside it differs from one validator to the next. */
export const ContactEmail = z
  .string()
  .max(254)
  .regex(z.regexes.email, 'Enter an email address, such as ana@example.com.')

export const Tag = z
  .string()
  .max(tagLength)
  .refine((text) => text.trim() !== '', 'Must not be empty.')
  .refine(hasNoControls, noControls)
  .refine((text) => !/[,;|]/.test(text), 'Must not hold a comma, a semicolon or a bar: they part tags.')
  .transform(plainTag)

/** Tags that differ in case, or in how a letter or a space is written, are one. */
export function plainTag(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

export const Tags = z
  .array(Tag)
  .max(tags)
  .transform((all) => [...new Set(all)])
  .describe('Words of your own to find people by; kept in lower case, each once.')

export const attributeKey = new RegExp(`^[A-Za-z][A-Za-z0-9_.-]{0,${attributeKeyLength - 1}}$`)
const AttributeKey = z
  .string()
  .regex(
    attributeKey,
    `Must be a letter, then letters, digits, _ . or -, at most ${attributeKeyLength} characters.`,
  )
export const AttributeValue = z.union([z.string().max(attributeLength), z.number(), z.boolean()])
export type AttributeValue = z.infer<typeof AttributeValue>
export type Attributes = Record<string, AttributeValue>

const atMost = `At most ${attributes} pairs.`
const isFew = (pairs: object) => Object.keys(pairs).length <= attributes
export const AttributePairs = z
  .record(AttributeKey, AttributeValue)
  .refine(isFew, atMost)
  .meta({ maxProperties: attributes })
const AttributeChanges = z
  .record(AttributeKey, AttributeValue.nullable())
  .refine(isFew, atMost)
  .meta({ maxProperties: attributes })

const OptedOut = z.boolean().describe('Whether the person wants no messages at all.')

export const CreateContactInput = z.strictObject({
  phone: PhoneNumber.describe('The phone number, in E.164.'),
  name: ContactName.optional(),
  email: ContactEmail.optional().describe("The person's email address."),
  tags: Tags.default([]),
  attributes: AttributePairs.default({}).describe('Facts of your own: text, numbers, true or false.'),
  opted_out: OptedOut.optional(),
})

export const UpdateContactInput = z.strictObject({
  phone: PhoneNumber.optional().describe('The phone number, in E.164.'),
  name: ContactName.nullable().optional().describe('What you call the person; null takes it away.'),
  email: ContactEmail.nullable().optional().describe("The person's email address; null takes it away."),
  tags: Tags.optional().describe('All the tags that are to be there afterwards.'),
  attributes: AttributeChanges.optional().describe(
    'Pairs to add or change; null takes one away. Others stay.',
  ),
  opted_out: OptedOut.optional(),
})

export const suppressionScopes = ['all', 'marketing'] as const
export const suppressionReasons = ['stop', 'whatsapp', 'api', 'dashboard', 'import'] as const
export type SuppressionReason = (typeof suppressionReasons)[number]

/** Why a person gets no messages. */
export const OptOutObject = z.object({
  scope: z.enum(suppressionScopes).describe('Whether all messages are held back, or marketing alone.'),
  reason: z
    .enum(suppressionReasons)
    .describe(
      'How it came about: `stop`, the person wrote a stop word; `whatsapp`, they switched marketing off in WhatsApp; `api`, `dashboard` or `import`, you said so.',
    ),
  note: z.string().nullable().describe('The word that the person wrote, or a note of yours.'),
  created_at: z.string(),
})
export type OptOutObject = z.infer<typeof OptOutObject>

export const ContactObject = z
  .object({
    object: z.literal('contact'),
    id: z.string(),
    phone: z.string().nullable().describe('In E.164; null for somebody whom WhatsApp names by an id alone.'),
    recipient: z
      .string()
      .nullable()
      .describe("WhatsApp's business-scoped id of the person, where it is known."),
    username: z.string().nullable().describe('The name that the person chose in WhatsApp.'),
    profile_name: z.string().nullable().describe('What the person calls themselves in WhatsApp.'),
    name: z.string().nullable().describe('What you call the person.'),
    email: z.string().nullable().describe("The person's email address."),
    tags: z.array(z.string()).describe('Words of your own, in lower case.'),
    attributes: z.record(z.string(), AttributeValue).describe('Facts of your own.'),
    opted_out: OptedOut,
    opt_outs: z.array(OptOutObject).describe('Why, and since when; empty for who wants messages.'),
    source: z.enum(['api', 'dashboard', 'import', 'inbound']).describe('How you came to know the person.'),
    mode: z.enum(modes),
    last_inbound_at: z.string().nullable().describe('When the person last wrote to you.'),
    created_at: z.string(),
    updated_at: z.string().describe('When it was last changed.'),
  })
  .meta({ id: 'Contact', description: 'A person whom you know.' })
export type ContactObject = z.infer<typeof ContactObject>

export const ContactList = listOf(ContactObject)
export type ContactList = z.infer<typeof ContactList>

export const DeletedContact = z.object({
  object: z.literal('contact'),
  id: z.string(),
  deleted: z.literal(true).describe('It is gone.'),
})
export type DeletedContact = z.infer<typeof DeletedContact>

const Flag = z.enum(['true', 'false']).transform((text) => text === 'true')

export const ContactFilter = z.strictObject({
  phone: PhoneNumber.optional().describe('Only the contact with this number, however it is written.'),
  tag: Tag.optional().describe('Only those with this tag.'),
  opted_out: Flag.optional().describe('Only those who want no messages, or only those who do.'),
  q: z
    .string()
    .max(searchLength)
    .refine(hasNoControls, noControls)
    .optional()
    .describe('Only those one of whose names begins with this, or a word in it, or the email or number.'),
  created_after: z.iso.datetime().optional(),
  created_before: z.iso.datetime().optional(),
})
export const ListContactsQuery = ListQuery.extend(ContactFilter.shape)

/** What the dashboard asks when two contacts are one person. */
export const MergeContactsInput = z.strictObject({ other_id: z.string().min(1).max(100) })
