import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'
import type { Failed } from '@/lib/gateways/meta-templates'
import { markAccountDue } from '@/lib/templates/account-store'
import { changeRow } from '@/lib/templates/change-row'
import { normaliseLanguage } from '@/lib/templates/language-schema'
import { categoryOf, cautious, foldStatus } from '@/lib/templates/rules'
import { findTemplate, lockTemplates, type TemplateRow } from '@/lib/templates/store'
import { neverReached, refusalKey } from '@/lib/templates/words-schema'

type Taken = { id: string; status: string; language: string; category?: string | undefined }

/** Meta has them now. Its components are read with the next sync, which this asks for. */
export function recordTaken(ctx: Ctx, wabaId: string, rows: TemplateRow[], taken: Taken[]): Promise<void> {
  return withTenant(ctx, async (tx) => {
    const now = await lockTemplates(tx, wabaId)
    for (const { id, language } of rows) {
      const made = taken.find((one) => normaliseLanguage(one.language) === language)
      const row = made && (await findTemplate(tx, id))
      if (!made || !row) continue
      const status = made.status.toUpperCase()
      const patch =
        status === row.status
          ? {}
          : (foldStatus(row, { at: cautious(now), event: status, detail: null, rejectedReason: null }) ?? {})
      const category = categoryOf(made.category)
      await changeRow(tx, row, {
        ...patch,
        ...(category && { category }),
        metaId: made.id,
        syncedAt: now,
        dueInSeconds: null,
        attempts: 0,
      })
    }
    await markAccountDue(tx, wabaId)
  })
}

/** Codes that another try may get past: outages and limits. Source: Meta's list of error codes. */
const passing = [1, 2, 4, 613, 80007, 80008, 131000, 131016, 131057]

export function mayPass(failed: Failed): boolean {
  if (failed.outcome !== 'refused') return true
  const { providerCode, subcode, httpStatus } = failed
  if (subcode !== null && subcode >= 2_388_000) return false
  return providerCode === null ? httpStatus === 429 : passing.includes(providerCode)
}

/** Tries again later, or says for good why Meta did not take it. */
export function recordFailure(ctx: Ctx, wabaId: string, rows: TemplateRow[], failed: Failed): Promise<void> {
  return withTenant(ctx, async (tx) => {
    const now = await lockTemplates(tx, wabaId)
    for (const { id } of rows) {
      const row = await findTemplate(tx, id)
      if (!row || row.dueAt === null) continue
      const { attempts, retrySeconds } = policy.templates.submission
      if (mayPass(failed) && row.attempts < attempts) {
        await changeRow(tx, row, { dueInSeconds: retrySeconds * 2 ** (row.attempts - 1) })
        continue
      }
      const refused = failed.outcome === 'refused' ? failed : null
      const detail = refused?.userMessage ?? refused?.detail ?? null
      log.warn('Meta did not take a template', { templateId: id, traceId: refused?.traceId ?? null })
      const rejectedReason = refused ? refusalKey(refused.providerCode, refused.subcode) : neverReached
      const patch = foldStatus(row, { at: now, event: 'REJECTED', detail, rejectedReason }) ?? {}
      await changeRow(tx, row, { ...patch, dueInSeconds: null, attempts: 0 })
    }
  })
}
