import { z } from 'zod'
import { dialogEvents } from '@/lib/senders/dialog-schema'

/** What has to be done, in this order, between Meta's dialog and a number that can send. */
export const connectionSteps = [
  'token',
  'permissions',
  'account',
  'number',
  'subscription',
  'registration',
  'display_name',
] as const
export type ConnectionStep = (typeof connectionSteps)[number]

export const stepStates = [
  'to_come',
  'running',
  'done',
  'skipped',
  'waiting_on_meta',
  'needs_you',
  'failed',
] as const
export type StepState = (typeof stepStates)[number]

export const connectionStatuses = [
  'open',
  'running',
  'waiting_on_meta',
  'needs_you',
  'done',
  'failed',
  'canceled',
  'timed_out',
] as const
export type ConnectionStatus = (typeof connectionStatuses)[number]

/** What halts a connection or has ended it, by name. */
export const connectionOutcomes = [
  'window_closed',
  'left_dialog',
  'dialog_error',
  'silence',
  'given_up',
  'code_expired',
  'code_used',
  'code_lost',
  'code_refused',
  'token_invalid',
  'token_revoked',
  'scopes_missing',
  'no_account',
  'account_not_shared',
  'choose_number',
  'no_number',
  'number_taken',
  'number_not_in_account',
  'pin_needed',
  'pin_guesses',
  'number_unverified',
  'recently_deleted',
  'registration_limit',
  'not_registered',
  'meta_unavailable',
  'meta_refused',
  'number_in_review',
] as const
export type ConnectionOutcome = (typeof connectionOutcomes)[number]

export const KeptStep = z.object({
  step: z.enum(connectionSteps),
  state: z.enum(stepStates),
  at: z.string(),
  detail: z.string().optional(),
  fbtrace_id: z.string().optional(),
})
export type KeptStep = z.infer<typeof KeptStep>

export const AccountNumber = z.object({
  id: z.string(),
  phone: z.string(),
  name: z.string(),
  is_verified: z.boolean(),
})
export type AccountNumber = z.infer<typeof AccountNumber>

/** What Meta has said so far, so that no step asks again what another knows. */
export const ConnectionFacts = z.object({
  scopes: z.array(z.string()).optional(),
  tokenExpiresAt: z.number().nullable().optional(),
  metaUserId: z.string().nullable().optional(),
  /** The accounts that Meta names beside the token; candidates until one of them can be read. */
  targetIds: z.array(z.string()).optional(),
  accountName: z.string().nullable().optional(),
  ownerBusinessId: z.string().nullable().optional(),
  reviewStatus: z.string().nullable().optional(),
  verificationStatus: z.string().nullable().optional(),
  numbers: z.array(AccountNumber).optional(),
})
export type ConnectionFacts = z.infer<typeof ConnectionFacts>

export const BeginConnectionInput = z.strictObject({
  sender_id: z.string().nullable().default(null).describe('The sender whose token is to be renewed.'),
})
export const BegunConnection = z.object({ id: z.string(), state: z.string() })
export type BegunConnection = z.infer<typeof BegunConnection>

const graphId = z
  .string()
  .regex(/^\d{1,32}$/)
  .nullable()
  .default(null)

/** What the browser has heard of the dialog. With a code it is a finish, whatever else came. */
export const DialogOutcomeInput = z.strictObject({
  state: z.string().min(1).max(100),
  code: z.string().min(1).max(2_000).nullable().default(null),
  event: z.enum(dialogEvents).nullable().default(null),
  waba_id: graphId,
  phone_number_id: graphId,
  business_id: graphId,
  left_at_step: z.string().max(100).nullable().default(null),
  error_message: z.string().max(500).nullable().default(null),
  error_code: z.string().max(100).nullable().default(null),
})

export const ChooseNumberInput = z.strictObject({ phone_number_id: z.string().regex(/^\d{1,32}$/) })
export const GivePinInput = z.strictObject({ pin: z.string().regex(/^\d{6}$/, 'must be 6 digits') })

export const ConnectionObject = z.object({
  id: z.string(),
  status: z.enum(connectionStatuses),
  outcome: z.enum(connectionOutcomes).nullable(),
  event: z.enum(dialogEvents).nullable(),
  left_at_step: z.string().nullable(),
  is_coexistence: z.boolean(),
  steps: z.array(KeptStep.extend({ at: z.string().nullable() })),
  numbers: z.array(AccountNumber),
  can_retry: z.boolean(),
  sender_id: z.string().nullable(),
  account_name: z.string().nullable(),
  created_at: z.string(),
})
export type ConnectionObject = z.infer<typeof ConnectionObject>
