import type { MailFields } from '@/lib/mails/schema'
import { facts, type Letter, link, words } from './letter'

export function templateStopped({ workspace, title, ...fields }: MailFields<'template_stopped'>): Letter {
  return {
    subject: `${title} · ${workspace}`,
    preheader: `${fields.name}: ${fields.reason}`,
    title,
    blocks: [
      facts(['Workspace', workspace], ['Template', fields.name], ['Language', fields.language]),
      words(fields.reason),
      words(fields.fix),
      words('Codes go out with another approved template in the same language, where there is one.'),
      link('See the template', fields.templateLink),
    ],
    reason: `You get this mail because you look after the templates of ${workspace}.`,
  }
}
