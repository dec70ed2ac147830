import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { deleteMetaTemplate, type Failed } from '@/lib/gateways/meta-templates'
import { findAccountCredentials } from '@/lib/senders/account-credentials'
import { markAccountDue } from '@/lib/templates/account-store'
import { changeRow } from '@/lib/templates/change-row'
import { findAtMeta } from '@/lib/templates/find-at-meta'
import { foldStatus } from '@/lib/templates/rules'
import type { DeletedTemplate, DeleteTemplateQuery } from '@/lib/templates/schema'
import { findTemplate, lockTemplates, selectLanguages, type TemplateRow } from '@/lib/templates/store'
import { refusalKey, rejectionWords } from '@/lib/templates/words-schema'

type Input = { id: string } & CamelKeys<z.output<typeof DeleteTemplateQuery>>

/**
 * Deletes one language at Meta, or all of its name. Throws `not_found`; `state_conflict` for what Meta does not let go;
 * `provider_refused`, and `unavailable` when nobody knows what Meta did: the next sync finds out.
 */
export async function deleteTemplate(ctx: Ctx, { id, allLanguages }: Input): Promise<DeletedTemplate> {
  requirePermission(ctx, 'templates.write')
  const uuid = fromTypeId('template', id)
  const found = uuid && (await withTenant(ctx, (tx) => findGroup(ctx, tx, uuid, allLanguages === 'true')))
  if (!found) throw new AppError('not_found')
  const { row, rows, account } = found
  const disabled = rows.find(({ status }) => status === 'DISABLED')
  if (disabled)
    throw new AppError('state_conflict', {
      detail: `Meta does not let a disabled template be deleted: ${disabled.name} in ${disabled.language}.`,
    })
  const isAtMeta = rows.some(({ metaId, status }) => metaId !== null || status === 'APPROVED')
  if (ctx.mode === 'live' && isAtMeta) {
    if (!account)
      throw new AppError('no_sender', { detail: 'Meta no longer takes the token of this account.' })
    await deleteThere(ctx, account, row, rows.length > 1)
  }
  await withTenant(ctx, async (tx) => {
    const now = await lockTemplates(tx, row.wabaId)
    for (const { id: each } of rows) {
      const held = await findTemplate(tx, each)
      if (!held || held.deletedAt) continue
      const patch = foldStatus(held, { at: now, event: 'DELETED', detail: null, rejectedReason: null })
      const gone = { status: 'DELETED', statusAt: now, deletedAt: now, edit: null, dueInSeconds: null }
      await changeRow(tx, held, { ...patch, ...gone })
    }
    if (ctx.actor.type === 'user')
      await recordAudit(ctx, tx, {
        action: 'template.deleted',
        target: { type: 'template', id },
        before: { name: row.name, languages: rows.map(({ language }) => language).join(' ') },
      })
  })
  const languages = rows.map(({ language }) => language)
  return { object: 'template', id: toTypeId('template', row.id), name: row.name, languages, deleted: true }
}

type Tx = Parameters<typeof findTemplate>[0]
type Account = NonNullable<Awaited<ReturnType<typeof findAccountCredentials>>>

async function findGroup(ctx: Ctx, tx: Tx, uuid: string, isWhole: boolean) {
  const row = await findTemplate(tx, uuid)
  if (!row || row.deletedAt) return null
  const rows = isWhole ? await selectLanguages(tx, row.wabaId, [row.name]) : [row]
  const account = ctx.mode === 'live' ? await findAccountCredentials(ctx, tx, row.wabaId) : null
  return { row, rows, account }
}

async function deleteThere(ctx: Ctx, account: Account, row: TemplateRow, isWhole: boolean): Promise<void> {
  const metaId = isWhole ? null : await findMetaId(account, row)
  if (metaId === undefined) return
  const done = await deleteMetaTemplate(account, row.name, metaId)
  if (done.outcome === 'ok') return
  // Gone there already.
  if (done.outcome === 'refused' && done.providerCode === 100 && done.subcode === 2_593_002) return
  if (done.outcome === 'refused') {
    const words = rejectionWords(refusalKey(done.providerCode, done.subcode))
    const detail = [words?.reason, done.userMessage ?? done.detail].filter(Boolean).join(' ')
    throw new AppError('provider_refused', { detail, cause: refusalOf(done) })
  }
  await withTenant(ctx, (tx) => markAccountDue(tx, account.wabaId))
  throw new AppError('unavailable', {
    detail: 'Meta’s answer was lost. The next sync shows whether it is gone.',
    cause: done.cause,
  })
}

/** A call without the id of a language would delete them all. Undefined when Meta has none of it. */
async function findMetaId(
  account: Account,
  { metaId, name, language }: TemplateRow,
): Promise<string | undefined> {
  if (metaId !== null) return metaId
  const there = await findAtMeta(account, name)
  if (there.outcome === 'ok') return there.templates.find((one) => one.language === language)?.id
  throw new AppError('unavailable', {
    detail: 'Meta could not say which template it is. Try again.',
    cause: there,
  })
}

/** What the log needs to look it up at Meta. */
function refusalOf(failed: Failed): unknown {
  if (failed.outcome !== 'refused') return failed.cause
  const { httpStatus, providerCode, subcode, traceId } = failed
  return new Error(`Meta answered ${httpStatus}: code ${providerCode}, subcode ${subcode}, trace ${traceId}`)
}
