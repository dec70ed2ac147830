import { randomBytes } from 'node:crypto'
import { linkIn, type Mailbox } from './mailbox'
import { openSession, type Session } from './session'
import type { Tenant } from './tenant'
import { exchange, type Reply } from './wire'

export const newEmail = () => `new-${randomBytes(6).toString('hex')}@example.test`

/** What one of the dashboard's forms sends, from its own page. */
export function postAs(origin: string, session: Session, path: string, body: object): Promise<Reply> {
  const headers = { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...session }
  return exchange(origin, { method: 'POST', path, headers, body: JSON.stringify(body) })
}

/** Invites somebody as the tenant's owner, and gives the path of the link in their mail. */
export async function inviteByMail(
  origin: string,
  mailbox: Mailbox,
  tenant: Tenant,
  input: { email: string; role: string },
): Promise<string> {
  const session = await openSession(origin, tenant)
  const path = `/api/dashboard/${tenant.slug}/live/team/invitations`
  const reply = await postAs(origin, session, path, input)
  if (reply.status !== 201) throw new Error(`Inviting was refused: ${reply.text}`)
  const mail = await mailbox.waitForMail(input.email, /Invitation to/)
  return new URL(linkIn(mail, /^\/invitations\//)).pathname
}
