import { randomBytes } from 'node:crypto'
import type { Actor } from '@/lib/core/context'
import { sha256Hex } from '@/lib/core/crypto'
import { env } from '@/lib/core/env'
import { policy } from '@/lib/core/policy'
import { queueMail } from '@/lib/mails/queue'
import type { InvitationRow } from '@/lib/tenants/store'

/** 256 bits from the system's generator: nobody guesses it, so that a plain hash of it is enough to keep. */
export function newInvitationToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashOfToken(token) }
}

export function hashOfToken(token: string): string {
  return sha256Hex(token)
}

type Invitation = {
  invitation: InvitationRow
  token: string
  workspace: string
  from: Extract<Actor, { type: 'user' }>
}

/** The mail is the only place where the link is ever seen. */
export function mailInvitation({ invitation, token, workspace, from }: Invitation): Promise<void> {
  return queueMail({
    template: 'invitation',
    to: invitation.email,
    fields: {
      link: `${env().APP_ORIGIN}/invitations/${token}`,
      workspace,
      invitedBy: from.email,
      role: invitation.role,
      expiresInDays: policy.teams.invitationDays,
    },
    dedupeKey: `invitation/${invitation.id}/${invitation.mailsSent}`,
  })
}
