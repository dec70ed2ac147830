import { z } from 'zod'
import { roles } from '@/lib/core/context'

const link = z.url()
const visit = z.object({ at: z.string(), browser: z.string(), place: z.string() })

/** Every mail that we write, and what it has to be told. Secrets among it are sealed until it is sent, then erased. */
export const mailFields = {
  /** The code that proves an address. */
  verification: z.object({ code: z.string(), link, expiresInMinutes: z.int() }),
  /** Somebody signed up with an address that has an account. */
  account_exists: z.object({ signInLink: link, resetLink: link }),
  password_reset: z.object({ link, expiresInMinutes: z.int() }),
  password_changed: z.object({ ...visit.shape, resetLink: link }),
  invitation: z.object({
    link,
    workspace: z.string(),
    invitedBy: z.string(),
    role: z.enum(roles),
    expiresInDays: z.int(),
  }),
  new_sign_in: z.object({ ...visit.shape, sessionsLink: link }),
  token_reuse: z.object({ ...visit.shape, sessionsLink: link }),
  second_factor_changed: z.object({ ...visit.shape, change: z.string(), securityLink: link }),
  key_created: z.object({
    workspace: z.string(),
    keyName: z.string(),
    keyHint: z.string(),
    mode: z.string(),
    createdBy: z.string(),
    keysLink: link,
  }),
  key_expiring: z.object({
    workspace: z.string(),
    keyName: z.string(),
    keyHint: z.string(),
    expiresAt: z.string(),
    keysLink: link,
  }),
  alert: z.object({
    workspace: z.string(),
    title: z.string(),
    explanation: z.string(),
    advice: z.string(),
    alertsLink: link,
  }),
  /** A template that was rejected, paused or disabled. */
  template_stopped: z.object({
    workspace: z.string(),
    name: z.string(),
    language: z.string(),
    title: z.string(),
    reason: z.string(),
    fix: z.string(),
    templateLink: link,
  }),
  /** Something has become of a number that its people have to know. */
  sender_notice: z.object({
    workspace: z.string(),
    sender: z.string(),
    phone: z.string(),
    title: z.string(),
    explanation: z.string(),
    advice: z.string(),
    senderLink: link,
  }),
  webhook_secret_rotated: z.object({
    workspace: z.string(),
    mode: z.string(),
    /** Their address, or the name of a key. */
    rotatedBy: z.string(),
    at: z.string(),
    overlapHours: z.int(),
    webhooksLink: link,
  }),
  /** A webhook endpoint that does not take what it is sent. */
  endpoint_notice: z.object({
    workspace: z.string(),
    mode: z.string(),
    endpoint: z.string(),
    title: z.string(),
    happened: z.string(),
    lastAnswer: z.string(),
    next: z.string(),
    recover: z.string(),
    endpointLink: link,
  }),
  workspace_suspended: z.object({ workspace: z.string(), reason: z.string() }),
} as const
export type MailTemplate = keyof typeof mailFields
export function isMailTemplate(name: string): name is MailTemplate {
  return Object.hasOwn(mailFields, name)
}
export type MailFields<Template extends MailTemplate> = z.infer<(typeof mailFields)[Template]>

export type Mail<Template extends MailTemplate = MailTemplate> = {
  template: Template
  to: string
  fields: MailFields<Template>
  /** One mail alone goes out for all that are asked for with the same. */
  dedupeKey?: string
}
