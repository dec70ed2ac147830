import type { MailFields } from '@/lib/mails/schema'
import { facts, type Letter, link, words } from './letter'

export function webhookSecretRotated({
  workspace,
  mode,
  ...fields
}: MailFields<'webhook_secret_rotated'>): Letter {
  return {
    subject: `New ${mode} webhook secret in ${workspace}`,
    preheader: `Rotated by ${fields.rotatedBy}`,
    title: 'New webhook secret',
    blocks: [
      facts(['Workspace', workspace], ['Mode', mode], ['Rotated by', fields.rotatedBy], ['When', fields.at]),
      words(
        `For ${fields.overlapHours} hours deliveries carry a signature of the old secret as well. Put the new one where your endpoints check signatures before that.`,
      ),
      words('If nobody should have rotated it, see where your endpoints lead, and rotate it again.'),
      link('See the webhooks', fields.webhooksLink),
    ],
    reason: `You get this mail because you look after ${workspace}.`,
  }
}
