import { z } from 'zod'

/** Unix seconds; NaN when Meta sent something else. */
const UnixSeconds = z.coerce.number().min(0).max(1e10).catch(Number.NaN)
const Id = z.string().min(1).max(512)
/** A number as WhatsApp writes it, or a business-scoped user id; left out when it is neither. */
const Name = z.string().max(160).nullish().catch(null)
const Loose = z.record(z.string(), z.unknown())
const List = z.array(z.unknown()).catch([])

/** Only as deep as it takes to find the parts; each part is looked at by itself, and one bad one hides no other. */
export const Delivery = z.object({ entry: z.array(z.unknown()) })
export const Entry = z.object({ id: Name, time: UnixSeconds, changes: z.array(z.unknown()) })
export const RawChange = z.object({ field: z.string().min(1), value: z.unknown() })

/** Partners hear of a customer's account under their own portfolio's id; this names the account. */
export const AccountNamed = z.object({ waba_info: z.object({ waba_id: Id }) })
export const NumberNamed = z.object({ metadata: z.object({ phone_number_id: Id }) })

/** What the fields `messages` and `user_preferences` are wrapped in. */
export const MessagesValue = z.object({
  contacts: List,
  statuses: List,
  messages: List,
  errors: List,
  user_preferences: List,
})

/** Since usernames came, `wa_id` is missing for those who hide their number behind one. */
export const Profile = z.object({
  wa_id: Name,
  user_id: Name,
  profile: z
    .object({ name: z.string().max(1_000).nullish().catch(null), username: Name })
    .nullish()
    .catch(null),
})
export type Profile = z.infer<typeof Profile>

export const reportedStatuses = ['sent', 'delivered', 'read', 'failed', 'played'] as const
export type ReportedStatus = (typeof reportedStatuses)[number]

export const Pricing = z.object({
  pricing_model: z.string().max(40).nullish().catch(null),
  type: z.string().max(40).nullish().catch(null),
  category: z.string().max(64).nullish().catch(null),
  billable: z.boolean().nullish().catch(null),
})
export type Pricing = z.infer<typeof Pricing>

export const MetaError = z.object({ code: z.coerce.number().int() })

export const StatusReport = z.object({
  id: Id,
  status: z.string(),
  timestamp: UnixSeconds,
  biz_opaque_callback_data: z.string().nullish().catch(null),
  /** None for somebody who is known by a user name alone. */
  recipient_id: z.string().max(64).nullish().catch(null),
  recipient_user_id: Name,
  pricing: Pricing.nullish().catch(null),
  errors: List,
})
export type StatusReport = z.infer<typeof StatusReport>

export const InboundMessage = z.looseObject({
  id: Id,
  from: z.string().max(64).nullish().catch(null),
  from_user_id: Name,
  timestamp: UnixSeconds,
  type: z.string().regex(/^[a-z][a-z_]{0,39}$/),
  context: Loose.nullish().catch(null),
  referral: Loose.nullish().catch(null),
  errors: List,
})
export type InboundMessage = z.infer<typeof InboundMessage>

/** All that Meta names, in 2026; another is kept under its own name, and counted. */
export const messageTypes = [
  ...['text', 'image', 'video', 'audio', 'document', 'sticker', 'location', 'contacts', 'interactive'],
  ...['button', 'reaction', 'order', 'system', 'unsupported', 'edit', 'revoke'],
] as const

export const Media = z.looseObject({
  id: Id,
  mime_type: z.string().max(200).catch('application/octet-stream'),
  sha256: z.string().max(200).nullish().catch(null),
  filename: z.string().max(1_000).nullish().catch(null),
})

export type Media = z.infer<typeof Media>

export const Preference = z.object({
  wa_id: Name,
  user_id: Name,
  category: z.string(),
  value: z.string(),
  timestamp: UnixSeconds,
})
export type Preference = z.infer<typeof Preference>
