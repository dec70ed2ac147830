import { z } from 'zod'

/** One thing that Meta holds against an account: a restriction, a violation, a ban, an alert. */
export const Holding = z.object({
  /** All of a name come and go together. */
  name: z.string(),
  kind: z.enum(['restriction', 'violation', 'ban', 'alert']),
  /** Meta's own word: `RESTRICTED_BIZ_INITIATED_MESSAGING`, `SPAM`, `DISABLE`. */
  what: z.string(),
  at: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  /** Meta's own words for people. */
  words: z.string().nullable(),
})
export type Holding = z.infer<typeof Holding>
export const Holdings = z.array(Holding).catch([])

/** Why Meta, and not a person, ended a connection; another word of Meta's can undo it. */
export const lossReasons = {
  link: ['access_removed', 'app_removed', 'account_deleted', 'account_offboarded'],
  token: ['token_expired', 'token_revoked'],
} as const
export type LossReason = (typeof lossReasons)[keyof typeof lossReasons][number]

/** A change as Meta tells it: what of, what it is now. */
export type MetaChange = { field: string; value: unknown; at: Date; wabaId: string }
