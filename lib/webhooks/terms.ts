import { policy } from '@/lib/core/policy'

/** How long a delivery is held, and an attempt lasts at most. Tests, which cannot wait as long, bring their own. */
export type Terms = { leaseSeconds: number; attemptMilliseconds: number }

const { leaseSeconds, attemptMilliseconds } = policy.webhooks
export const usualTerms: Terms = { leaseSeconds, attemptMilliseconds }
