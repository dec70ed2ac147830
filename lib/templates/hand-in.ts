import type { TenantTx } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { findAccountCredentials } from '@/lib/senders/account-credentials'
import { chooseAccount } from '@/lib/templates/choose-account'
import type { ComponentInput } from '@/lib/templates/component-schema'
import { presentTemplates } from '@/lib/templates/present'
import { cautious, withEntry } from '@/lib/templates/rules'
import type { TemplateObject } from '@/lib/templates/schema'
import {
  insertTemplates,
  lockTemplates,
  selectLanguages,
  type TemplateRow,
  updateTemplate,
} from '@/lib/templates/store'
import { submitTemplates } from '@/lib/templates/submit'

type Order = {
  place: { account?: string | undefined; sender?: string | undefined }
  name: string
  languages: readonly string[]
  category: TemplateRow['category']
  parameterFormat: TemplateRow['parameterFormat']
  components: readonly ComponentInput[]
  ttlSeconds: number | null
}

/**
 * Writes the rows that are to go to Meta; they go after the answer, and are taken over by another process when this one
 * dies. One that Meta never took makes room for its successor.
 */
export async function handIn(ctx: Ctx, tx: TenantTx, order: Order): Promise<TemplateObject> {
  const { wabaId } = await chooseAccount(tx, order.place)
  if (ctx.mode === 'live' && !(await findAccountCredentials(ctx, tx, wabaId)))
    throw new AppError('no_sender', {
      detail: 'Meta no longer takes the token of this account. Connect it again.',
    })
  const now = await lockTemplates(tx, wabaId)
  const siblings = await selectLanguages(tx, wabaId, [order.name])
  const taken = siblings.filter((row) => order.languages.includes(row.language) && !wasNeverTaken(row))
  if (taken.length > 0) throw new AppError('state_conflict', { detail: takenWords(order.name, taken) })
  const dueInSeconds =
    ctx.mode === 'test' ? policy.templates.testReviewSeconds : policy.templates.submission.leaseSeconds
  // Those before Meta's first word: it counts whenever it comes, even from a clock behind ours.
  const at = ctx.mode === 'test' ? now : cautious(now)
  const rows: TemplateRow[] = []
  for (const language of order.languages) {
    const content = {
      category: order.category,
      parameterFormat: order.parameterFormat,
      components: order.components,
      messageSendTtlSeconds: order.ttlSeconds,
      status: 'PENDING',
      statusAt: at,
      statusDetail: null,
      rejectedReason: null,
      attempts: 0,
    }
    const before = siblings.find((row) => row.language === language)
    const timeline = withEntry(before?.timeline, now, 'SUBMITTED', null) ?? []
    const [made] = before
      ? [before]
      : await insertTemplates(tx, [{ id: newUuid(), wabaId, name: order.name, language, ...content }])
    if (!made) throw new AppError('state_conflict', { detail: takenWords(order.name, []) })
    rows.push(await updateTemplate(tx, made.id, { ...content, timeline, dueInSeconds }))
  }
  const [object] = await presentTemplates(tx, rows)
  if (!object) throw new Error('There was nothing to hand in.')
  if (ctx.actor.type === 'user')
    await recordAudit(ctx, tx, {
      action: 'template.created',
      target: { type: 'template', id: toTypeId('template', rows[0]?.id ?? '') },
      after: {
        name: order.name,
        languages: order.languages.join(' '),
        category: order.category.toLowerCase(),
      },
    })
  if (ctx.mode === 'live') ctx.defer(() => submitTemplates(ctx, { wabaId, name: order.name, isFirst: true }))
  return object
}

/** Meta refused it as it was handed in, so that there is nothing of it there. */
function wasNeverTaken(row: TemplateRow): boolean {
  return row.status === 'REJECTED' && row.metaId === null
}

function takenWords(name: string, taken: readonly TemplateRow[]): string {
  const list = taken.map(({ language }) => language).join(', ')
  return `There is a template ${name}${list && ` in ${list}`} already. Choose another name, or edit that one.`
}
