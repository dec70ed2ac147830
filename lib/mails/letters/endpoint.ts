import type { MailFields } from '@/lib/mails/schema'
import { facts, type Letter, link, words } from './letter'

export function endpointNotice({ workspace, title, ...fields }: MailFields<'endpoint_notice'>): Letter {
  return {
    subject: `${title} · ${workspace}`,
    preheader: `${fields.endpoint}: ${fields.lastAnswer}`,
    title,
    blocks: [
      facts(
        ['Workspace', workspace],
        ['Endpoint', fields.endpoint],
        ['Mode', fields.mode],
        ['Last answer', fields.lastAnswer],
      ),
      words(fields.happened),
      words(fields.next),
      words(fields.recover),
      link('See the endpoint', fields.endpointLink),
    ],
    reason: `You get this mail because you look after the webhooks of ${workspace}.`,
  }
}
