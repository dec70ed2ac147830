import type { z } from 'zod'
import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { newUuid } from '@/lib/core/ids'
import { markAccountDue } from '@/lib/templates/account-store'
import { changeRow } from '@/lib/templates/change-row'
import { CategoryChange, ComponentsChange, QualityChange, StatusChange } from '@/lib/templates/change-schema'
import { normaliseLanguage } from '@/lib/templates/language-schema'
import {
  categoryOf,
  detailOf,
  foldCategory,
  foldComponents,
  foldQuality,
  foldStatus,
  type Held,
  type Patch,
  statusOfEvent,
} from '@/lib/templates/rules'
import { findByMeta, insertTemplates, lockTemplates, type TemplateRow } from '@/lib/templates/store'

export type TemplateChange = {
  field: string
  /** As Meta posted it, parsed as JSON and not looked at. */
  value: unknown
  /** When Meta says that it happened. */
  at: Date
  wabaId: string
}

type Subject = {
  message_template_id?: string | undefined
  message_template_name: string
  message_template_language: string
}
type Fold = (held: Held) => Patch | null

/**
 * What a webhook says about a template, applied once however often and in whichever order it comes. Whether it was
 * understood; one of a shape that we do not know changes nothing.
 */
export async function applyTemplateChange(
  ctx: Ctx,
  { field, value, at, wabaId }: TemplateChange,
): Promise<boolean> {
  if (field === 'message_template_status_update')
    return understood(StatusChange, value, (change) =>
      apply(
        ctx,
        wabaId,
        change,
        (held) => foldStatus(held, statusNews(change, at)),
        () => newRow(change, at),
      ),
    )
  if (field === 'message_template_quality_update')
    return understood(QualityChange, value, (change) =>
      apply(ctx, wabaId, change, (held) => foldQuality(held, at, change.new_quality_score.toUpperCase())),
    )
  if (field === 'message_template_components_update')
    return understood(ComponentsChange, value, (change) =>
      apply(ctx, wabaId, change, (held) => foldComponents(held, at, change), undefined, true),
    )
  if (field === 'template_category_update')
    return understood(CategoryChange, value, (change) =>
      apply(ctx, wabaId, change, (held) => foldCategory(held, at, change)),
    )
  return false
}

async function understood<Change>(
  schema: z.ZodType<Change>,
  value: unknown,
  run: (change: Change) => Promise<void>,
): Promise<boolean> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) return false
  await run(parsed.data)
  return true
}

/** One that we have never seen was made at Meta itself: it is written down as far as we know it, and read soon. */
async function apply(
  ctx: Ctx,
  wabaId: string,
  subject: Subject,
  fold: Fold,
  makeRow?: () => ReturnType<typeof newRow>,
  needsReading = false,
): Promise<void> {
  await withTenant(ctx, async (tx) => {
    await lockTemplates(tx, wabaId)
    const known = await find(tx, wabaId, subject)
    const row = known ?? (await insert(tx, wabaId, makeRow?.()))
    const patch = row && fold(row)
    const metaId = row?.metaId === null ? subject.message_template_id : undefined
    if (row && (patch || metaId)) await changeRow(tx, row, { ...patch, ...(metaId && { metaId }) })
    // Last: the account's row is locked after its numbers' lock, which a change of a template may take.
    if (!known || needsReading) await markAccountDue(tx, wabaId)
  })
}

function find(tx: TenantTx, wabaId: string, subject: Subject): Promise<TemplateRow | null> {
  return findByMeta(tx, wabaId, {
    metaId: subject.message_template_id,
    name: subject.message_template_name,
    language: normaliseLanguage(subject.message_template_language),
  })
}

async function insert(
  tx: TenantTx,
  wabaId: string,
  row: ReturnType<typeof newRow> | undefined,
): Promise<TemplateRow | null> {
  if (!row) return null
  const [made] = await insertTemplates(tx, [{ id: newUuid(), wabaId, ...row }])
  return made ?? null
}

/** Null for what is on its way out, or of a category that we do not know. */
function newRow(change: StatusChange, at: Date) {
  const category = categoryOf(change.message_template_category)
  const status = statusOfEvent(change.event)
  if (!category || status === null || ['DELETED', 'PENDING_DELETION'].includes(status)) return undefined
  return {
    metaId: change.message_template_id ?? null,
    name: change.message_template_name,
    language: normaliseLanguage(change.message_template_language),
    category,
    status: 'PENDING',
    // Before anything that Meta says.
    statusAt: new Date(at.getTime() - 1),
  }
}

function statusNews(change: StatusChange, at: Date) {
  const { reason } = change
  return {
    at,
    event: change.event.toUpperCase(),
    detail: detailOf(change),
    rejectedReason: reason && reason !== 'NONE' ? reason.slice(0, 64) : null,
  }
}
