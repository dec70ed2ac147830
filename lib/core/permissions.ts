import type { Actor, Ctx, Role } from './context'
import { AppError } from './errors'

/** What there is to do in a workspace, and which roles may. The page about roles is printed from this table. */
export const permissions = {
  'otp.read': { title: 'See OTPs and their timelines', roles: ['owner', 'admin', 'developer', 'support'] },
  'otp.write': { title: 'Send, resend and cancel OTPs', roles: ['owner', 'admin', 'developer'] },
  'guard.read': { title: 'See the fraud guard', roles: ['owner', 'admin', 'developer'] },
  'guard.write': { title: 'Change the fraud guard', roles: ['owner', 'admin', 'developer'] },
  'phones.read': { title: 'See whole phone numbers', roles: ['owner', 'admin', 'developer'] },
  'keys.read': { title: 'See API keys', roles: ['owner', 'admin', 'developer'] },
  'keys.write': { title: 'Make, rotate and revoke API keys', roles: ['owner', 'admin', 'developer'] },
  'messages.read': {
    title: 'See messages and conversations',
    roles: ['owner', 'admin', 'developer', 'support'],
  },
  'messages.write': {
    title: 'Send, cancel and answer messages',
    roles: ['owner', 'admin', 'developer'],
  },
  'templates.read': { title: 'See templates', roles: ['owner', 'admin', 'developer', 'support'] },
  'templates.write': { title: 'Make, sync and delete templates', roles: ['owner', 'admin', 'developer'] },
  'contacts.read': { title: 'See contacts and opt-outs', roles: ['owner', 'admin', 'developer', 'support'] },
  'contacts.write': {
    title: 'Change, import and delete contacts',
    roles: ['owner', 'admin', 'developer'],
  },
  'senders.write': { title: 'Connect, change and disconnect numbers', roles: ['owner', 'admin'] },
  'senders.read': { title: 'See the sending numbers', roles: ['owner', 'admin', 'developer'] },
  'webhooks.read': { title: 'See webhooks and their deliveries', roles: ['owner', 'admin', 'developer'] },
  'webhooks.write': {
    title: 'Change webhook endpoints, test, replay and recover',
    roles: ['owner', 'admin', 'developer'],
  },
  'webhooks.secret': { title: 'See and rotate the webhook secret', roles: ['owner', 'admin'] },
  'requests.read': { title: 'See the request log', roles: ['owner', 'admin', 'developer'] },
  'team.read': {
    title: 'See the team',
    roles: ['owner', 'admin', 'developer', 'support', 'billing'],
  },
  'team.write': { title: 'Invite and remove people, change roles', roles: ['owner', 'admin'] },
  'workspace.write': { title: 'Change the workspace and its rules', roles: ['owner', 'admin'] },
  'audit.read': { title: 'See and export the audit log', roles: ['owner', 'admin'] },
  'alerts.read': { title: 'See alerts', roles: ['owner', 'admin', 'developer'] },
  'alerts.write': { title: 'Acknowledge alerts', roles: ['owner', 'admin'] },
  'billing.read': { title: 'See plan and invoices', roles: ['owner', 'admin', 'billing'] },
  'billing.write': { title: 'Change the plan and pay', roles: ['owner', 'billing'] },
} as const satisfies Record<string, { title: string; roles: readonly Role[] }>
export type Permission = keyof typeof permissions

export function may(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = permissions[permission].roles
  return roles.includes(role)
}

/** Whether whoever acts may. Keys are held to their scopes by the pipeline, and jobs are our own. */
export function allows({ actor }: Ctx, permission: Permission): boolean {
  return actor.type !== 'user' || may(actor.role, permission)
}

/** Throws `role_missing` for a person whose role does not allow it. */
export function requirePermission(ctx: Ctx, permission: Permission): void {
  if (!allows(ctx, permission)) throw new AppError('role_missing', { detail: whoMay(permission) })
}

/** The same for what people alone may do: no key makes keys, and none invites anybody. */
export function requirePerson(ctx: Ctx, permission: Permission): Extract<Actor, { type: 'user' }> {
  requirePermission(ctx, permission)
  if (ctx.actor.type === 'user') return ctx.actor
  throw new AppError('role_missing')
}

/** Which roles it takes, in words. */
export function whoMay(permission: Permission): string {
  const { roles } = permissions[permission]
  return `It takes the role ${new Intl.ListFormat('en', { type: 'disjunction' }).format(roles)}.`
}
