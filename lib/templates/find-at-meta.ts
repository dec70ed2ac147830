import { policy } from '@/lib/core/policy'
import { type Failed, listMetaTemplates, type MetaTemplate } from '@/lib/gateways/meta-templates'
import { normaliseLanguage } from '@/lib/templates/language-schema'

/** What Meta holds under exactly this name; its filter finds longer names as well. */
export async function findAtMeta(
  account: { wabaId: string; accessToken: string },
  name: string,
): Promise<{ outcome: 'ok'; templates: MetaTemplate[] } | Failed> {
  const templates: MetaTemplate[] = []
  let after: string | undefined
  for (let page = 0; page < policy.templates.sync.pages; page++) {
    const read = await listMetaTemplates(account, {
      limit: policy.templates.sync.pageSize,
      name,
      ...(after && { after }),
    })
    if (read.outcome !== 'ok') return read
    templates.push(...read.templates.filter((one) => one.name === name))
    if (read.after === null) break
    after = read.after
  }
  const normal = templates.map((one) => ({ ...one, language: normaliseLanguage(one.language) }))
  return { outcome: 'ok', templates: normal }
}
