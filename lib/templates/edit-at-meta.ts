import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { editMetaTemplate, type Failed } from '@/lib/gateways/meta-templates'
import type { AccountCredentials } from '@/lib/senders/account-credentials'
import { markAccountDue } from '@/lib/templates/account-store'
import { changeRow } from '@/lib/templates/change-row'
import { readComponents } from '@/lib/templates/component-schema'
import { mayPass } from '@/lib/templates/record-submission'
import { categoryOf, cautious, withEntry } from '@/lib/templates/rules'
import { findTemplate, lockTemplates, type TemplateRow } from '@/lib/templates/store'
import { neverReached, refusalKey, rejectionWords } from '@/lib/templates/words-schema'

/** Puts waiting components in the place of those that Meta has. Sent twice, they say the same. */
export async function applyEdit(ctx: Ctx, account: AccountCredentials, before: TemplateRow): Promise<void> {
  if (before.metaId === null) return
  const { components, category } = readEdit(before)
  const done = await editMetaTemplate(account, before.metaId, { components, category })
  await withTenant(ctx, async (tx) => {
    const now = await lockTemplates(tx, account.wabaId)
    const row = await findTemplate(tx, before.id)
    if (!row) return
    if (done.outcome !== 'ok') return recordRefusedEdit(tx, row, done, now)
    const taken = {
      components,
      category,
      componentsAt: cautious(now),
      edit: null,
      attempts: 0,
      dueInSeconds: null,
    }
    // What Meta said of it while we were calling is newer than the review that the call has asked for.
    const isUntouched = row.statusAt?.getTime() === before.statusAt?.getTime()
    const timeline = withEntry(row.timeline, now, 'EDITED', null)
    const review = { status: 'PENDING', statusAt: cautious(now), statusDetail: null, rejectedReason: null }
    await changeRow(tx, row, { ...taken, ...(timeline && { timeline }), ...(isUntouched && review) })
    await markAccountDue(tx, account.wabaId)
  })
}

async function recordRefusedEdit(tx: TenantTx, row: TemplateRow, failed: Failed, now: Date): Promise<void> {
  const { attempts, retrySeconds } = policy.templates.submission
  if (mayPass(failed) && row.attempts < attempts) {
    await changeRow(tx, row, { dueInSeconds: retrySeconds * 2 ** (row.attempts - 1) })
    return
  }
  const refused = failed.outcome === 'refused' ? failed : null
  const words = rejectionWords(refused ? refusalKey(refused.providerCode, refused.subcode) : neverReached)
  const detail = [words?.reason, refused?.userMessage ?? words?.fix].filter(Boolean).join(' ')
  const timeline = withEntry(row.timeline, now, 'EDIT_REFUSED', detail)
  await changeRow(tx, row, { ...(timeline && { timeline }), edit: null, attempts: 0, dueInSeconds: null })
}

function readEdit({ edit, category }: TemplateRow) {
  const stored: Record<string, unknown> = { ...(typeof edit === 'object' && edit) }
  const next = typeof stored.category === 'string' ? categoryOf(stored.category) : null
  return { components: readComponents(stored.components), category: next ?? category }
}
