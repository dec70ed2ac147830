import { z } from 'zod'
import type { Holding, lossReasons } from '@/lib/senders/holding-schema'
import { limitOf } from '@/lib/senders/limit-schema'

/** One thing that is different now. `name` is what it is about: of two that share it, the later one counts. */
export type AccountChange = { name: string; tag: string } & (
  | { kind: 'review'; status: string }
  | { kind: 'limit'; limit: string }
  | { kind: 'verification'; status: string }
  | { kind: 'held'; held: Omit<Holding, 'name' | 'at'>[] }
  /** Whether the account is shared with us, or why it is not any more. */
  | { kind: 'link'; lost: (typeof lossReasons.link)[number] | null }
)
export type AccountWord = {
  /** The account that it is about, where the value names another than the delivery does. */
  wabaId: string | null
  changes: AccountChange[]
}

const instant = z.union([z.number(), z.string()]).optional().catch(undefined)
const words = z.string().optional().catch(undefined)

const Update = z.object({
  event: z.string(),
  waba_info: z.object({ waba_id: z.coerce.string() }).optional().catch(undefined),
  restriction_info: z
    .array(z.object({ restriction_type: z.string(), expiration: instant, remediation: words }))
    .optional()
    .catch(undefined),
  violation_info: z.object({ violation_type: z.string() }).optional().catch(undefined),
  ban_info: z.object({ waba_ban_state: z.string(), waba_ban_date: words }).optional().catch(undefined),
})

const Alert = z.object({
  entity_id: z.coerce.string().optional().catch(undefined),
  alert_info: z.object({
    alert_severity: words,
    alert_status: words,
    alert_type: z.string(),
    alert_description: words,
  }),
})

const Review = z.object({ decision: z.string() })
const Capability = z.object({
  max_daily_conversations_per_business: z.union([z.string(), z.number()]).optional().catch(undefined),
  max_daily_conversation_per_phone: z.union([z.string(), z.number()]).optional().catch(undefined),
})

/** What a change of the account says (section 4.6 of the reference); null for a shape that we do not know. */
export function readAccountChange(field: string, value: unknown): AccountWord | null {
  if (field === 'account_update') return read(Update, value, readUpdate)
  if (field === 'account_alerts') return read(Alert, value, readAlert)
  if (field === 'account_review_update')
    return read(Review, value, ({ decision }) =>
      ours({ name: 'review', tag: decision, kind: 'review', status: decision }),
    )
  if (field === 'business_capability_update') return read(Capability, value, readCapability)
  return null
}

function read<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
  change: (value: Value) => AccountWord | null,
): AccountWord | null {
  const parsed = schema.safeParse(value)
  return parsed.success ? change(parsed.data) : null
}

function ours(...changes: AccountChange[]): AccountWord {
  return { wabaId: null, changes }
}

type Update = z.infer<typeof Update>

function readUpdate(update: Update): AccountWord | null {
  const wabaId = update.waba_info?.waba_id ?? null
  const change = changeOf(update)
  return change === null ? null : { wabaId, changes: change === 'nothing' ? [] : [change] }
}

/** Facts about prices, places and other products: known, and nothing of ours changes by them. */
const withoutEffect = new Set([
  'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE',
  'VOLUME_BASED_PRICING_TIER_UPDATE',
  'BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE',
  'PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE',
  'AD_ACCOUNT_LINKED',
  'MM_LITE_TERMS_SIGNED',
])

const links: Record<string, (typeof lossReasons.link)[number] | null> = {
  PARTNER_ADDED: null,
  PARTNER_APP_INSTALLED: null,
  ACCOUNT_RECONNECTED: null,
  PARTNER_REMOVED: 'access_removed',
  PARTNER_APP_UNINSTALLED: 'app_removed',
  ACCOUNT_DELETED: 'account_deleted',
  ACCOUNT_OFFBOARDED: 'account_offboarded',
}

function changeOf(update: Update): AccountChange | 'nothing' | null {
  const { event } = update
  if (withoutEffect.has(event)) return 'nothing'
  if (Object.hasOwn(links, event)) {
    const lost = links[event] ?? null
    return { name: 'link', tag: event, kind: 'link', lost }
  }
  if (event === 'VERIFIED_ACCOUNT')
    return { name: 'verification', tag: 'VERIFIED', kind: 'verification', status: 'VERIFIED' }
  if (event === 'ACCOUNT_RESTRICTION' && update.restriction_info)
    return holding('restriction', update.restriction_info.map(restrictionOf))
  if (event === 'ACCOUNT_VIOLATION' && update.violation_info) {
    const what = update.violation_info.violation_type
    return holding('violation', [{ kind: 'violation', what, until: null, words: null }])
  }
  if (event === 'DISABLED_UPDATE' && update.ban_info) {
    const { waba_ban_state: what, waba_ban_date: date } = update.ban_info
    return holding('ban', [{ kind: 'ban', what, until: null, words: date ?? null }])
  }
  return null
}

function holding(name: string, held: Omit<Holding, 'name' | 'at'>[]): AccountChange {
  return { name, tag: JSON.stringify(held), kind: 'held', held }
}

type Restriction = NonNullable<Update['restriction_info']>[number]

function restrictionOf({ restriction_type, expiration, remediation }: Restriction) {
  return {
    kind: 'restriction' as const,
    what: restriction_type,
    until: toIso(expiration),
    words: remediation ?? null,
  }
}

/** Meta writes ends as Unix seconds, and some as text. */
function toIso(end: number | string | undefined): string | null {
  if (end === undefined) return null
  const date = new Date(/^\d+$/.test(String(end)) ? Number(end) * 1_000 : end)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

function readAlert({ entity_id, alert_info }: z.infer<typeof Alert>): AccountWord {
  const { alert_type, alert_status, alert_description } = alert_info
  const name = `alert ${entity_id ?? ''} ${alert_type}`
  const held =
    alert_status === 'NONE'
      ? []
      : [{ kind: 'alert' as const, what: alert_type, until: null, words: alert_description ?? null }]
  return ours({ name, tag: JSON.stringify(held), kind: 'held', held })
}

function readCapability(capability: z.infer<typeof Capability>): AccountWord {
  const { max_daily_conversations_per_business: business, max_daily_conversation_per_phone: phone } =
    capability
  const limit = limitOf(business ?? phone)
  return limit === null ? ours() : ours({ name: 'limit', tag: limit, kind: 'limit', limit })
}
