import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { newUuid } from '@/lib/core/ids'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'
import { listMetaTemplates, type MetaTemplate } from '@/lib/gateways/meta-templates'
import { type AccountCredentials, findAccountCredentials } from '@/lib/senders/account-credentials'
import { claimAccount, recordSynced } from '@/lib/templates/account-store'
import { changeRow } from '@/lib/templates/change-row'
import { normaliseLanguage } from '@/lib/templates/language-schema'
import { readChange, rowFromMeta } from '@/lib/templates/read-change'
import { cautious, foldStatus } from '@/lib/templates/rules'
import {
  insertTemplates,
  lockTemplates,
  markSynced,
  readClock,
  selectByMetaIds,
  selectLanguages,
  selectUnmet,
  type TemplateRow,
} from '@/lib/templates/store'

/**
 * Reads all that Meta holds of an account, a page at a time, each written as it comes. Only what a whole reading has not
 * met is taken to be gone. Null when another process reads it, or nobody may.
 */
export async function syncAccount(ctx: Ctx, wabaId: string): Promise<{ templates: number } | null> {
  const { leaseSeconds } = policy.templates.sync
  const claimed = await withTenant(ctx, async (tx) => {
    if (!(await claimAccount(tx, wabaId, leaseSeconds))) return null
    return { account: await findAccountCredentials(ctx, tx, wabaId), startedAt: await readClock(tx) }
  })
  if (!claimed) return null
  const read = claimed.account ? await readAll(ctx, claimed.account, claimed.startedAt) : null
  await withTenant(ctx, async (tx) => {
    if (read?.isComplete) await markGone(tx, wabaId, claimed.startedAt)
    const isComplete = read?.isComplete ?? false
    const againInSeconds = isComplete ? policy.templates.syncSeconds : policy.templates.sync.retrySeconds
    await recordSynced(tx, wabaId, { isComplete, againInSeconds })
  })
  return read && { templates: read.count }
}

async function readAll(ctx: Ctx, account: AccountCredentials, startedAt: Date) {
  let count = 0
  let after: string | undefined
  for (let page = 0; page < policy.templates.sync.pages; page++) {
    const seenAt = page === 0 ? startedAt : await withTenant(ctx, readClock)
    const limit = policy.templates.sync.pageSize
    const read = await listMetaTemplates(account, { limit, ...(after && { after }) })
    if (read.outcome !== 'ok') {
      const code = read.outcome === 'refused' ? read.providerCode : null
      log.warn('templates could not be read', { wabaId: account.wabaId, outcome: read.outcome, code })
      return { count, isComplete: false }
    }
    await withTenant(ctx, (tx) => writePage(tx, account.wabaId, read.templates, cautious(seenAt)))
    count += read.templates.length
    if (read.after === null) return { count, isComplete: true }
    after = read.after
  }
  return { count, isComplete: false }
}

async function writePage(tx: TenantTx, wabaId: string, read: MetaTemplate[], seenAt: Date): Promise<void> {
  const templates = read.map((one) => ({ ...one, language: normaliseLanguage(one.language) }))
  await lockTemplates(tx, wabaId)
  const living = await selectLanguages(
    tx,
    wabaId,
    templates.map(({ name }) => name),
  )
  const known = await selectByMetaIds(
    tx,
    wabaId,
    templates.map(({ id }) => id),
  )
  const met: string[] = []
  for (const template of templates) {
    const row = findRow(template, living, known)
    if (row) {
      const patch = readChange(row, template, seenAt)
      if (patch) await changeRow(tx, row, patch)
      if (row.deletedAt === null || patch?.deletedAt === null) met.push(row.id)
      continue
    }
    const [made] = await insertTemplates(tx, [{ id: newUuid(), wabaId, ...rowFromMeta(template, seenAt) }])
    if (made) met.push(made.id)
  }
  await markSynced(tx, met)
}

/** The living one of that name, whichever id it has at Meta, else one that was gone. */
function findRow(
  { id, name, language }: MetaTemplate,
  living: TemplateRow[],
  known: TemplateRow[],
): TemplateRow | undefined {
  return (
    living.find((row) => row.name === name && row.language === language) ??
    known.find((row) => row.metaId === id)
  )
}

async function markGone(tx: TenantTx, wabaId: string, startedAt: Date): Promise<void> {
  const now = await lockTemplates(tx, wabaId)
  for (const row of await selectUnmet(tx, wabaId, startedAt)) {
    const patch = foldStatus(row, { at: now, event: 'DELETED', detail: null, rejectedReason: null })
    await changeRow(tx, row, {
      ...patch,
      status: 'DELETED',
      statusAt: now,
      deletedAt: now,
      dueInSeconds: null,
    })
  }
}
