import { z } from 'zod'
import { type AuditAction, actionGroups } from '@/lib/audit/action-schema'
import { listOf } from '@/lib/core/lists'

/** What was done to what. Values are those of the row as its object shows it: never a secret, never a whole phone. */
export type AuditRecord = {
  action: AuditAction
  target: { type: string; id: string }
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/** Whoever acts outside any tenant's door: a person on their own account, one of us, or the house itself. */
export type AuditActor = { type: 'user' | 'operator' | 'system'; id: string }

export const actorTypes = ['api_key', 'user', 'operator', 'system'] as const
export type ActorType = (typeof actorTypes)[number]

export const faultKinds = [
  'edited',
  'deleted',
  'inserted',
  'moved',
  'cut_off',
  'head_rewritten',
  'rewritten',
  'anchor_forged',
  'anchor_missing',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** The first place at which a chain does not hold, and what became of it. */
export const ChainFault = z.object({ seq: z.number(), kind: z.enum(faultKinds), detail: z.string() })
export type ChainFault = z.infer<typeof ChainFault>

const groups = Object.keys(actionGroups) as [keyof typeof actionGroups, ...(keyof typeof actionGroups)[]]

/** Which entries are meant; all of them when nothing is said. */
export const AuditFilter = z.strictObject({
  /** The actor's id: usr_…, key_…, or the name of a job. */
  actor: z.string().min(1).max(100).optional(),
  group: z.enum(groups).optional(),
  target: z.string().min(1).max(100).optional(),
  mode: z.enum(['live', 'test', 'neither']).optional(),
  /** From the beginning of this day on, in UTC. */
  from: z.iso.date('A day like 2027-01-31.').optional(),
  /** Until the end of that day. */
  until: z.iso.date('A day like 2027-01-31.').optional(),
})
export type AuditFilter = z.infer<typeof AuditFilter>

export const AuditEntry = z.object({
  object: z.literal('audit_entry'),
  id: z.string(),
  seq: z.int(),
  happened_at: z.string(),
  action: z.string(),
  actor: z.object({ type: z.enum(actorTypes), id: z.string() }),
  target: z.object({ type: z.string(), id: z.string() }),
  mode: z.enum(['live', 'test']).nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  request_id: z.string(),
  address: z.string().nullable(),
  address_hash: z.string(),
  previous_hash: z.string(),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditList = listOf(AuditEntry)
export type AuditList = z.infer<typeof AuditList>

/** What is known of the chain's soundness. */
export type ChainState = {
  seq: number
  verifiedSeq: number
  verifiedAt: string | null
  anchoredSeq: number
  anchoredAt: string | null
  /** The head as it was signed last. */
  anchor: string | null
  sweptAt: string | null
  fault: ChainFault | null
}
