import type { Health, HealthError } from '@/lib/senders/health-schema'
import type { Holding } from '@/lib/senders/holding-schema'
import type { ReadinessCheck } from '@/lib/senders/readiness-schema'

export type AccountFacts = {
  wabaId: string
  businessId: string | null
  tokenStatus: 'valid' | 'expired' | 'revoked' | 'missing'
  tokenScopes: readonly string[]
  tokenExpiresAt: Date | null
  subscribedAt: Date | null
  reviewStatus: string | null
  verificationStatus: string | null
  messagingLimit: string | null
  holdings: readonly Holding[]
  health: Health | null
}
export type NumberFacts = {
  status: 'pending' | 'connected' | 'disconnected'
  disconnectReason: string | null
  isCoexistence: boolean
  isRegistered: boolean
  numberStatus: string | null
  nameStatus: string | null
  requestedName: string | null
  quality: string | null
  /** Meta has flagged the number since it was last read. */
  isFlagged: boolean
  health: Health | null
}
export type ReadinessFacts = {
  mode: 'live' | 'test'
  number: NumberFacts
  /** Null while no account is known, as in test mode. */
  account: AccountFacts | null
  /** Authentication templates of the account, by how far Meta is with them. */
  templates: { approved: number; pending: number }
}

export type Live = ReadinessFacts & { account: AccountFacts; now: Date }
export type Verdict = Omit<ReadinessCheck, 'check' | 'link' | 'meanwhile'> & {
  link?: string
  meanwhile?: string
}

export function ok(fix = 'Nothing to do.', actor: Verdict['actor'] = 'meta'): Verdict {
  return { state: 'ok', actor, fix, blocks_otps: false }
}
export function unknown(fix: string, actor: Verdict['actor'] = 'meta', blocks = false): Verdict {
  return { state: 'unknown', actor, fix, blocks_otps: blocks }
}
export const act = (fix: string, more: Partial<Verdict> = {}): Verdict => ({
  state: 'action_needed',
  actor: 'you',
  fix,
  blocks_otps: false,
  ...more,
})
export const blocked = (fix: string, more: Partial<Verdict> = {}): Verdict => ({
  state: 'blocked',
  actor: 'you',
  fix,
  blocks_otps: true,
  ...more,
})
export const waiting = (fix: string, more: Partial<Verdict> = {}): Verdict => ({
  state: 'waiting',
  actor: 'meta',
  fix,
  blocks_otps: false,
  ...more,
})

/** A page of Meta's WhatsApp Manager. */
export function manager({ wabaId, businessId }: AccountFacts, page: string): string {
  const business = businessId === null ? '' : `&business_id=${encodeURIComponent(businessId)}`
  return `https://business.facebook.com/wa/manage/${page}/?waba_id=${encodeURIComponent(wabaId)}${business}`
}

export function errorsOf(health: Health | null): HealthError[] {
  return health?.entities.flatMap(({ errors }) => errors ?? []) ?? []
}
