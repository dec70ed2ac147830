import { z } from 'zod'

/** What rules count. The subject is whom or what it is about, by its id, its address or a pseudonym. */
export const signalKinds = [
  'token_reused',
  'sign_in_failed',
  'sign_in_after_failures',
  'sign_in_from_new_place',
  'unauthorized_calls',
  'foreign_ids',
  'key_from_new_network',
  'signature_refused',
  'unseal_failed',
  'audit_chain_broken',
  'credential_changed',
  'data_exported',
  'webhook_endpoint_changed',
  'webhook_secret_seen',
] as const
export type SignalKind = (typeof signalKinds)[number]

export const SignalFacts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
export type Signal = {
  /** Left out for what concerns the house itself and no tenant. */
  tenantId?: string
  kind: SignalKind
  subject: string
  facts?: z.infer<typeof SignalFacts>
}
