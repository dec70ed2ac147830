import type { ActorType } from '@/lib/audit/schema'

/** What stands before the first entry. */
export const start: Position = { seq: 0, hash: '0'.repeat(64) }
/** How far a chain has come. */
export type Position = { seq: number; hash: string }

/** What the hash of an entry covers, beside the hash before it. */
export type Said = {
  tenantId: string
  seq: number
  id: string
  happenedAt: Date
  action: string
  actorType: ActorType
  actorId: string
  targetType: string
  targetId: string
  entryMode: 'live' | 'test' | null
  before: unknown
  after: unknown
  requestId: string
  addressHash: string
}

export type ChainEntry = Said & { address: string | null; previousHash: string; hash: string }
