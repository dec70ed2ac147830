import type { Role } from '@/lib/core/context'
import type { MailFields } from '@/lib/mails/schema'
import { facts, type Letter, link, words } from './letter'

const roleNames: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  developer: 'Developer',
  support: 'Support',
  billing: 'Billing',
}

export function invitation({ workspace, ...fields }: MailFields<'invitation'>): Letter {
  return {
    subject: `Invitation to ${workspace}`,
    preheader: `${fields.invitedBy} invites you to a workspace on Hawk Send.`,
    title: `Invitation to ${workspace}`,
    blocks: [
      words('You are invited to a workspace on Hawk Send.'),
      facts(
        ['Workspace', workspace],
        ['Your role', roleNames[fields.role]],
        ['Invited by', fields.invitedBy],
      ),
      link('See the invitation', fields.link),
      words(`It is open for ${days(fields.expiresInDays)}.`),
    ],
    reason: 'You get this mail because somebody gave your address. If you do not know them, ignore it.',
  }
}

export function keyCreated({ workspace, mode, ...fields }: MailFields<'key_created'>): Letter {
  return {
    subject: `New ${mode} API key in ${workspace}`,
    preheader: `${fields.keyName}, made by ${fields.createdBy}`,
    title: 'New API key',
    blocks: [
      facts(
        ['Workspace', workspace],
        ['Name', fields.keyName],
        ['Key', fields.keyHint],
        ['Mode', mode],
        ['Made by', fields.createdBy],
      ),
      words('If nobody should have made it, revoke it.'),
      link('See the keys', fields.keysLink),
    ],
    reason: `You get this mail as an owner of ${workspace}, or because you made the key.`,
  }
}

export function keyExpiring({ workspace, ...fields }: MailFields<'key_expiring'>): Letter {
  return {
    subject: `An API key of ${workspace} is about to expire`,
    preheader: `${fields.keyName} works until ${fields.expiresAt}.`,
    title: 'An API key is about to expire',
    blocks: [
      facts(
        ['Workspace', workspace],
        ['Name', fields.keyName],
        ['Key', fields.keyHint],
        ['Works until', fields.expiresAt],
      ),
      words('What still uses it then is refused. Rotate it, and put the new key in its place.'),
      link('See the keys', fields.keysLink),
    ],
    reason: `You get this mail as an owner of ${workspace}.`,
  }
}

export function alert({ workspace, ...fields }: MailFields<'alert'>): Letter {
  return {
    subject: `${fields.title} · ${workspace}`,
    preheader: fields.explanation,
    title: fields.title,
    blocks: [
      facts(['Workspace', workspace]),
      words(fields.explanation),
      words(fields.advice),
      link('See the alert', fields.alertsLink),
    ],
    reason: `You get this mail because you look after ${workspace}.`,
  }
}

export function senderNotice({ workspace, ...fields }: MailFields<'sender_notice'>): Letter {
  return {
    subject: `${fields.title} · ${workspace}`,
    preheader: `${fields.sender}, ${fields.phone}`,
    title: fields.title,
    blocks: [
      facts(['Workspace', workspace], ['Number', fields.phone], ['Name', fields.sender]),
      words(fields.explanation),
      words(fields.advice),
      link('See the number', fields.senderLink),
    ],
    reason: `You get this mail because you look after ${workspace}.`,
  }
}

export function workspaceSuspended({ workspace, reason }: MailFields<'workspace_suspended'>): Letter {
  return {
    subject: `${workspace} is suspended`,
    preheader: 'Nothing is sent from it for now.',
    title: `${workspace} is suspended`,
    blocks: [facts(['Workspace', workspace], ['Reason', reason]), words('Nothing is sent from it for now.')],
    reason: `You get this mail as an owner of ${workspace}.`,
  }
}

function days(count: number): string {
  return count === 1 ? 'one day' : `${count} days`
}
