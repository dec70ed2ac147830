/** What was done to what. Values are those of the row as its object shows it: never a secret, never a whole phone. */
export type AuditRecord = {
  /** The noun and the verb: `api_key.created`. */
  action: string
  target: { type: string; id: string }
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/** Whoever acts outside any tenant's door: a person on their own account, or one of us. */
export type AuditActor = { type: 'user' | 'operator'; id: string }
