import type { MailFields } from '@/lib/mails/schema'
import { facts, type Letter, link, words } from './letter'

const verdicts = {
  rejected: 'Meta rejected a template',
  paused: 'Meta paused a template',
  disabled: 'Meta disabled a template',
} as const

export function templateStopped({ workspace, ...fields }: MailFields<'template_stopped'>): Letter {
  const title = verdicts[fields.status]
  return {
    subject: `${title}: ${fields.name} · ${workspace}`,
    preheader: fields.reason || `${fields.name} cannot be sent in ${fields.language} now.`,
    title,
    blocks: [
      facts(['Workspace', workspace], ['Template', fields.name], ['Language', fields.language]),
      words(fields.reason || 'It cannot be sent now.'),
      ...(fields.fix ? [words(fields.fix)] : []),
      words('Codes go out with another approved template in the same language, where there is one.'),
      link('See the template', fields.templateLink),
    ],
    reason: `You get this mail because you look after the templates of ${workspace}.`,
  }
}
