import { z } from 'zod'
import { type Role, roles } from '@/lib/core/context'
import { Email } from '@/lib/core/email'
import { type Plan, policy } from '@/lib/core/policy'

export type Tenant = {
  id: string
  slug: string
  name: string
  plan: Plan
  defaultLocale: string
  /** Nobody works here without one. */
  requiresSecondFactor: boolean
  suspension: Suspension | null
}
export type Membership = { tenant: Tenant; role: Role }
/** When work here was stopped, and what its people are told. */
export type Suspension = { at: Date; reason: string }

const { nameLength } = policy.teams

/** What a workspace is called: in the dashboard, and in mails to people who have never heard of it. */
export const WorkspaceName = z
  .string()
  .trim()
  .min(1, 'Give the workspace a name.')
  .max(nameLength, `At most ${nameLength} characters.`)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'No invisible characters.')
  .refine((name) => !/:\/\/|www\./i.test(name), 'A name, not an address.')

export const CreateWorkspaceInput = z.strictObject({ name: WorkspaceName })
export const CreateWorkspaceReply = z.object({ slug: z.string() })

/** The languages that messages may be in when nobody says otherwise, by WhatsApp's codes. */
export const locales = [
  'ar',
  'bn',
  'de',
  'en_GB',
  'en_US',
  'es',
  'es_MX',
  'fr',
  'he',
  'hi',
  'id',
  'it',
  'ja',
  'ko',
  'nl',
  'pl',
  'pt_BR',
  'pt_PT',
  'ru',
  'th',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh_CN',
] as const

export const UpdateWorkspaceInput = z.strictObject({
  name: WorkspaceName,
  default_locale: z.enum(locales, 'Choose one of the languages.'),
})
export const WorkspaceObject = z.object({
  object: z.literal('workspace'),
  slug: z.string(),
  name: z.string(),
  default_locale: z.string(),
})
export type WorkspaceObject = z.infer<typeof WorkspaceObject>

const RoleName = z.enum(roles, 'Choose a role.')

/** An address in the one form in which accounts have it. */
const Address = z
  .string()
  .max(320)
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .pipe(Email)

export const InviteMemberInput = z.strictObject({ email: Address, role: RoleName })
export const ChangeRoleInput = z.strictObject({ role: RoleName })

export const MemberObject = z.object({
  object: z.literal('member'),
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  is_you: z.boolean(),
  has_second_factor: z.boolean(),
  joined_at: z.string(),
  last_active_at: z.string().nullable(),
})
export type MemberObject = z.infer<typeof MemberObject>

export const InvitationObject = z.object({
  object: z.literal('invitation'),
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  state: z.enum(['open', 'expired', 'revoked']),
  /** The address of whoever sent it; null once they have no account any more. */
  invited_by: z.string().nullable(),
  sent_at: z.string(),
  expires_at: z.string(),
})
export type InvitationObject = z.infer<typeof InvitationObject>

/** Longer than any of ours: what is no token is looked for and not found, like any other. */
export const InvitationToken = z.string().min(1).max(100)
export const AcceptInvitationInput = z.strictObject({ token: InvitationToken })
export const AcceptInvitationReply = z.object({ slug: z.string() })

/** What whoever holds the link is told before they decide. */
export type OpenInvitation = {
  workspace: string
  email: string
  role: Role
  invitedBy: string | null
  hasAccount: boolean
}

export const SecondFactorRule = z.strictObject({ required: z.boolean() })
export type SecondFactorRule = z.infer<typeof SecondFactorRule>
