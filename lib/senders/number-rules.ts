import { z } from 'zod'
import { limitOf } from '@/lib/senders/limit-schema'

/** One thing that is different about a number now. */
export type NumberChange = { name: string; tag: string } & (
  | { kind: 'name'; status: string; requested: string | null }
  | { kind: 'display_name'; displayName: string }
  | { kind: 'throughput'; level: string }
  | { kind: 'username'; username: string | null }
  /** Kept as a mark alone. */
  | { kind: 'noted' }
)
export type NumberWord = {
  /** In E.164. */
  phone: string
  changes: NumberChange[]
  /** The account's messaging limit, which some of these name along the way. */
  limit: string | null
}

const displayed = z
  .union([z.string(), z.number()])
  .transform((number) => `+${String(number).replace(/\D/g, '')}`)
const limit = z.union([z.string(), z.number()]).nullable().optional().catch(undefined)

const Quality = z.object({
  display_phone_number: displayed,
  event: z.string(),
  current_limit: limit,
  max_daily_conversations_per_business: limit,
})
const Name = z.object({
  display_phone_number: displayed,
  decision: z.string(),
  requested_verified_name: z.string().nullable().optional().catch(undefined),
})
const Security = z.object({ display_phone_number: displayed, event: z.string() })
const Username = z.object({
  display_phone_number: displayed,
  username: z.string().nullable().optional().catch(undefined),
  status: z.string(),
})

/** What a change of a number says (section 4.6 of the reference); null for a shape that we do not know. */
export function readNumberChange(field: string, value: unknown): NumberWord | null {
  if (field === 'phone_number_quality_update') return read(Quality, value, readQuality)
  if (field === 'phone_number_name_update') return read(Name, value, readName)
  if (field === 'security')
    return read(Security, value, ({ display_phone_number, event }) => ({
      phone: display_phone_number,
      changes: [{ name: 'security', tag: event, kind: 'noted' }],
      limit: null,
    }))
  if (field === 'business_username_updates') return read(Username, value, readUsername)
  return null
}

function read<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
  change: (value: Value) => NumberWord | null,
): NumberWord | null {
  const parsed = schema.safeParse(value)
  return parsed.success ? change(parsed.data) : null
}

/** It names no colour: that is read from the API, which a flag is only the occasion for. */
function readQuality(update: z.infer<typeof Quality>): NumberWord {
  const { display_phone_number: phone, event } = update
  const changes: NumberChange[] = []
  if (event === 'FLAGGED' || event === 'UNFLAGGED') changes.push({ name: 'flag', tag: event, kind: 'noted' })
  if (event === 'THROUGHPUT_UPGRADE')
    changes.push({ name: 'throughput', tag: 'HIGH', kind: 'throughput', level: 'HIGH' })
  return {
    phone,
    changes,
    limit: limitOf(update.max_daily_conversations_per_business) ?? limitOf(update.current_limit),
  }
}

const nameStatuses: Record<string, string> = {
  APPROVED: 'APPROVED',
  REJECTED: 'DECLINED',
  DECLINED: 'DECLINED',
  DEFERRED: 'PENDING_REVIEW',
  PENDING: 'PENDING_REVIEW',
}

function readName(update: z.infer<typeof Name>): NumberWord | null {
  const { display_phone_number: phone, decision, requested_verified_name: requested = null } = update
  const status = nameStatuses[decision]
  if (!status) return null
  const isApproved = status === 'APPROVED'
  const changes: NumberChange[] = [
    {
      name: 'name',
      tag: `${status} ${requested ?? ''}`,
      kind: 'name',
      status,
      requested: isApproved ? null : requested,
    },
  ]
  if (isApproved && requested)
    changes.push({ name: 'display_name', tag: requested, kind: 'display_name', displayName: requested })
  return { phone, changes, limit: null }
}

function readUsername({ display_phone_number, username, status }: z.infer<typeof Username>): NumberWord {
  const word = status.toLowerCase()
  const tag = `${word} ${username ?? ''}`
  const change: NumberChange =
    word === 'approved' || word === 'deleted'
      ? { name: 'username', tag, kind: 'username', username: word === 'approved' ? (username ?? null) : null }
      : { name: 'username_reserved', tag, kind: 'noted' }
  return { phone: display_phone_number, changes: [change], limit: null }
}
