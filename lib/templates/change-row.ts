import type { TenantTx } from '@/db/tenant'
import { noteTemplateChange } from '@/lib/senders/note-template-change'
import { presentTemplates } from '@/lib/templates/present'
import { type Patch, statusOfEvent } from '@/lib/templates/rules'
import { type TemplatePatch, type TemplateRow, updateTemplate } from '@/lib/templates/store'
import { emitEvents } from '@/lib/webhooks/emit-events'
import type { EventType } from '@/lib/webhooks/schema'

const eventOfStatus: Record<string, EventType> = {
  APPROVED: 'template.approved',
  REJECTED: 'template.rejected',
  PAUSED: 'template.paused',
}
const mailed = ['REJECTED', 'PAUSED', 'DISABLED']

/**
 * Writes a change and what follows from it, once: the event of a status that it takes, or of a category, and the mail.
 * Under the account's lock, so that nobody else sees the same change as new.
 */
export async function changeRow(
  tx: TenantTx,
  row: TemplateRow,
  patch: Patch & TemplatePatch,
): Promise<TemplateRow> {
  const hasNewStatus = patch.status !== undefined && patch.status !== row.status
  const noticeNow = hasNewStatus && row.mode === 'live' && mailed.includes(patch.status ?? '')
  const next = await updateTemplate(tx, row.id, { ...patch, ...(noticeNow && { noticeNow }) })
  const types: EventType[] = []
  const ofStatus = hasNewStatus ? eventOfStatus[statusOfEvent(next.status) ?? ''] : undefined
  if (ofStatus) types.push(ofStatus)
  if (next.category !== row.category) types.push('template.category_changed')
  if (types.length === 0) return next
  const isOfCodes = [row.category, next.category].includes('AUTHENTICATION')
  if (isOfCodes && next.mode === 'live') await noteTemplateChange(tx, next.wabaId)
  const [data] = await presentTemplates(tx, [next])
  if (data)
    await emitEvents(
      tx,
      types.map((type) => ({ type, subjectId: data.id, data })),
    )
  return next
}
