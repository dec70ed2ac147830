import { z } from 'zod'
import { ListQuery, listOf } from '@/lib/core/lists'

/**
 * What rules count. The subject is whom or what it is about, by its id, its address or a pseudonym. What is about a
 * person and names no tenant is noted for each workspace that they belong to.
 */
export const signalKinds = [
  'token_reused',
  'sign_in_failed',
  'sign_in_after_failures',
  /** From a country that they never signed in from; its facts say which, and their role in the workspace. */
  'sign_in_from_new_place',
  'unauthorized_calls',
  'foreign_ids',
  'key_from_new_network',
  'signature_refused',
  /** A person says that they never asked for a code: about the workspace that sent it. */
  'code_disowned',
  'unseal_failed',
  'audit_chain_broken',
  /** About a person: a password, a second factor, a passkey. */
  'credential_changed',
  /** About the person who took it out. */
  'data_exported',
  /** About the person who deleted it. */
  'data_deleted',
  'webhook_endpoint_changed',
  'webhook_secret_seen',
] as const
export type SignalKind = (typeof signalKinds)[number]

export const SignalFacts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
export type SignalFacts = z.infer<typeof SignalFacts>
export type Signal = {
  /** Left out for what concerns the house itself and no tenant, and for what a person does on their own account. */
  tenantId?: string
  kind: SignalKind
  subject: string
  facts?: SignalFacts
}

/** What is told of where somebody was: enough to recognise, too little to find them. */
export const shownPrefix = { v4: 24, v6: 48 }

/** The subject under which the rest is told when a rule finds more than anybody would read. */
export const manySubjects = 'many'

export const severities = ['notice', 'warning', 'critical'] as const
export type Severity = (typeof severities)[number]

export const alertStates = ['open', 'acknowledged'] as const

/** What an alert is about: decides how its subject reads, and where it leads. */
export const subjectKinds = [
  'user',
  'key',
  'endpoint',
  'network',
  'provider',
  'place',
  'workspace',
  'many',
] as const
export type SubjectKind = (typeof subjectKinds)[number]

export const AlertObject = z.object({
  object: z.literal('alert'),
  id: z.string(),
  rule: z.string(),
  severity: z.enum(severities),
  state: z.enum(alertStates),
  title: z.string(),
  subject: z.object({ kind: z.enum(subjectKinds), id: z.string() }),
  facts: SignalFacts,
  /** How often it was seen, or the most that was seen at once. */
  count: z.int(),
  first_seen_at: z.string(),
  last_seen_at: z.string(),
  acknowledged_at: z.string().nullable(),
  acknowledged_by: z.string().nullable(),
})
export type AlertObject = z.infer<typeof AlertObject>

export const ListAlertsQuery = ListQuery.extend({
  state: z.enum(alertStates).optional(),
  severity: z.enum(severities).optional(),
})
export const AlertList = listOf(AlertObject)
export type AlertList = z.infer<typeof AlertList>

/** Whose workspace an alert is of; null for the house itself. */
export const PlatformAlert = AlertObject.extend({
  tenant: z.object({ id: z.string(), slug: z.string(), name: z.string() }).nullable(),
})
export type PlatformAlert = z.infer<typeof PlatformAlert>

export const AcknowledgeInput = z.strictObject({})
