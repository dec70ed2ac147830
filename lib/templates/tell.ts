import { asSystem, type SystemTx } from '@/db/tenant'
import { env } from '@/lib/core/env'
import { toTypeId } from '@/lib/core/ids'
import { queueMailIn } from '@/lib/mails/queue'
import { languageName } from '@/lib/templates/language-schema'
import { statusOf } from '@/lib/templates/present'
import { claimNotices, findWorkspace, type NoticedTemplate, selectCaretakers } from '@/lib/templates/system'
import { rejectionWords, statusFixes } from '@/lib/templates/words-schema'

const batch = 100

/** Mails of templates that cannot be sent any more. That they are told of is written with the mails themselves. */
export async function tellOfTemplates(): Promise<number> {
  for (let told = 0; ; ) {
    const count = await asSystem(async (tx) => {
      const noticed = await claimNotices(tx, batch)
      for (const template of noticed) await tell(tx, template)
      return noticed.length
    })
    told += count
    if (count < batch) return told
  }
}

const titles = {
  rejected: 'Meta rejected a template',
  paused: 'Meta paused a template',
  disabled: 'Meta disabled a template',
} as const

async function tell(tx: SystemTx, template: NoticedTemplate): Promise<void> {
  const status = statusOf(template)
  // What has been put right meanwhile is no news.
  if (status !== 'rejected' && status !== 'paused' && status !== 'disabled') return
  const workspace = await findWorkspace(tx, template.tenantId)
  if (!workspace) return
  const rejection = status === 'rejected' ? rejectionWords(template.rejectedReason) : null
  const id = toTypeId('template', template.id)
  const fields = {
    workspace: workspace.name,
    name: template.name,
    language: languageName(template.language),
    title: titles[status],
    reason: [rejection?.reason, template.statusDetail].filter(Boolean).join(' ') || 'It cannot be sent now.',
    fix: rejection?.fix ?? statusFixes[status] ?? 'Look at it in the dashboard.',
    templateLink: `${env().APP_ORIGIN}/dashboard/${workspace.slug}/${template.mode}/templates/${id}`,
  }
  const since = template.statusAt?.getTime() ?? 0
  for (const { id: person, email } of await selectCaretakers(tx, template.tenantId))
    await queueMailIn(tx, {
      template: 'template_stopped',
      to: email,
      fields,
      dedupeKey: `template_stopped ${template.id} ${status} ${since} ${person}`,
    })
}
