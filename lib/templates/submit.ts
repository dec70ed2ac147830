import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { createMetaTemplate, type Failed, upsertMetaTemplates } from '@/lib/gateways/meta-templates'
import { type AccountCredentials, findAccountCredentials } from '@/lib/senders/account-credentials'
import { readComponents } from '@/lib/templates/component-schema'
import { applyEdit } from '@/lib/templates/edit-at-meta'
import { findAtMeta } from '@/lib/templates/find-at-meta'
import { recordFailure, recordTaken } from '@/lib/templates/record-submission'
import { lockTemplates, selectLanguages, type TemplateRow, updateTemplate } from '@/lib/templates/store'

type Name = { wabaId: string; name: string; isFirst?: boolean }

/**
 * Hands in what waits under this name, by the process that gets to it first. What a lost answer may have left at Meta is
 * looked for there before anything is sent again, so that nothing is made twice.
 */
export async function submitTemplates(ctx: Ctx, { wabaId, name, isFirst = false }: Name): Promise<void> {
  const { account, rows } = await withTenant(ctx, async (tx) => {
    const now = await lockTemplates(tx, wabaId)
    const credentials = await findAccountCredentials(ctx, tx, wabaId)
    const waiting = (await selectLanguages(tx, wabaId, [name])).filter(
      ({ dueAt, attempts }) => dueAt !== null && (dueAt <= now || (isFirst && attempts === 0)),
    )
    const taken: TemplateRow[] = []
    for (const { id, attempts } of waiting)
      taken.push(
        await updateTemplate(tx, id, {
          attempts: attempts + 1,
          dueInSeconds: policy.templates.submission.leaseSeconds,
        }),
      )
    return { account: credentials, rows: taken }
  })
  if (rows.length === 0) return
  if (!account) return recordFailure(ctx, wabaId, rows, noToken)
  for (const row of rows.filter(({ edit }) => edit !== null)) await applyEdit(ctx, account, row)
  await submitNew(
    ctx,
    account,
    rows.filter(({ edit }) => edit === null),
  )
}

const noToken: Failed = {
  outcome: 'refused',
  httpStatus: 401,
  providerCode: 190,
  subcode: null,
  detail: null,
  userMessage: null,
  traceId: null,
}

async function submitNew(ctx: Ctx, account: AccountCredentials, rows: TemplateRow[]): Promise<void> {
  const [first] = rows
  if (!first) return
  let missing = rows
  if (rows.some(({ attempts }) => attempts > 1)) {
    const there = await findAtMeta(account, first.name)
    if (there.outcome !== 'ok') return recordFailure(ctx, account.wabaId, rows, there)
    await recordTaken(ctx, account.wabaId, rows, there.templates)
    missing = rows.filter((row) => !there.templates.some(({ language }) => language === row.language))
  }
  if (missing.length === 0) return
  if (first.category === 'AUTHENTICATION' && !isWorded(first)) return upsert(ctx, account, missing)
  for (const row of missing) await create(ctx, account, row)
}

/** A label of one's own is only taken with a language of its own. */
function isWorded(row: TemplateRow): boolean {
  const [button] = readComponents(row.components).find(({ type }) => type === 'BUTTONS')?.buttons ?? []
  return button?.text !== undefined || button?.autofill_text !== undefined
}

async function upsert(ctx: Ctx, account: AccountCredentials, rows: TemplateRow[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const made = await upsertMetaTemplates(account, {
    name: first.name,
    languages: rows.map(({ language }) => language),
    components: readComponents(first.components),
    ttlSeconds: first.messageSendTtlSeconds,
  })
  if (made.outcome !== 'ok') return recordFailure(ctx, account.wabaId, rows, made)
  await recordTaken(ctx, account.wabaId, rows, made.value.data)
}

async function create(ctx: Ctx, account: AccountCredentials, row: TemplateRow): Promise<void> {
  const made = await createMetaTemplate(account, {
    name: row.name,
    language: row.language,
    category: row.category,
    parameterFormat: row.parameterFormat,
    components: readComponents(row.components),
    ttlSeconds: row.messageSendTtlSeconds,
  })
  if (made.outcome !== 'ok') return recordFailure(ctx, account.wabaId, [row], made)
  await recordTaken(ctx, account.wabaId, [row], [{ ...made.value, language: row.language }])
}
