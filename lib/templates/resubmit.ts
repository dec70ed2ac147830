import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { changeRow } from '@/lib/templates/change-row'
import type { ResubmitTemplateInput } from '@/lib/templates/create-schema'
import { lintTemplate } from '@/lib/templates/lint-schema'
import { presentDetail } from '@/lib/templates/present'
import { categoryOf, cautious, withEntry } from '@/lib/templates/rules'
import type { TemplateDetail } from '@/lib/templates/schema'
import { findTemplate, lockTemplates, type TemplateRow } from '@/lib/templates/store'
import { submitTemplates } from '@/lib/templates/submit'

type Input = { id: string } & CamelKeys<z.output<typeof ResubmitTemplateInput>>

const editable = ['APPROVED', 'REJECTED', 'PAUSED']

/**
 * Puts other components in the place of those that a template has, and hands it in again. The category may change while
 * it is not approved. Throws `not_found`, `state_conflict` and `validation_failed`.
 */
export async function resubmitTemplate(
  ctx: Ctx,
  { id, components, category }: Input,
): Promise<TemplateDetail> {
  requirePermission(ctx, 'templates.write')
  const uuid = fromTypeId('template', id)
  const done =
    uuid &&
    (await withTenant(ctx, async (tx) => {
      const found = await findTemplate(tx, uuid)
      if (!found || found.deletedAt) return null
      const now = await lockTemplates(tx, found.wabaId)
      const row = (await findTemplate(tx, uuid)) ?? found
      const next = checked(row, { components, category })
      const isNew = row.metaId === null && ctx.mode === 'live'
      const timeline = withEntry(row.timeline, now, 'SUBMITTED', null)
      const dueInSeconds = ctx.mode === 'test' ? policy.templates.testReviewSeconds : 0
      const review = { status: 'PENDING', statusAt: cautious(now), statusDetail: null, rejectedReason: null }
      const changed = await changeRow(tx, row, {
        ...(timeline && { timeline }),
        // It stays in use as it is until Meta has taken the new words.
        ...(isNew || ctx.mode === 'test' ? { ...review, ...next } : { edit: next }),
        attempts: 0,
        dueInSeconds,
      })
      const detail = await presentDetail(tx, changed)
      await recordAudit(ctx, tx, {
        action: 'template.edited',
        target: { type: 'template', id },
        after: { name: row.name, language: row.language },
      })
      return detail && { detail, wabaId: row.wabaId, name: row.name }
    }))
  if (!done) throw new AppError('not_found')
  if (ctx.mode === 'live') ctx.defer(() => submitTemplates(ctx, { ...done, isFirst: true }))
  return done.detail
}

function checked(row: TemplateRow, { components, category }: Pick<Input, 'components' | 'category'>) {
  if (row.category === 'AUTHENTICATION')
    throw new AppError('state_conflict', { detail: 'What a template for codes says is for Meta to word.' })
  if (!editable.includes(row.status) || row.dueAt !== null)
    throw new AppError('state_conflict', {
      detail: 'Meta takes edits of approved, rejected and paused templates.',
    })
  const next = categoryOf(category) ?? row.category
  if (next !== row.category && (row.status === 'APPROVED' || next === 'AUTHENTICATION'))
    throw new AppError('state_conflict', { detail: 'The category of an approved template cannot change.' })
  const faults = lintTemplate({
    name: row.name,
    language: row.language,
    category: next === 'MARKETING' ? 'marketing' : 'utility',
    parameterFormat: row.parameterFormat === 'NAMED' ? 'named' : 'positional',
    components,
  })
  if (faults.length > 0) throw new AppError('validation_failed', { faults })
  return { components, category: next }
}
