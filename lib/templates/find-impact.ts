import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { toTimestamp } from '@/lib/core/time'
import type { DeletionImpact } from '@/lib/templates/group-schema'
import { findTemplate, selectOtpTemplates } from '@/lib/templates/store'

/** What would stop working without it: the languages in which it is the last that can carry a code. */
export async function findDeletionImpact(ctx: Ctx, { id }: { id: string }): Promise<DeletionImpact> {
  requirePermission(ctx, 'templates.read')
  const uuid = fromTypeId('template', id)
  const impact =
    uuid &&
    (await withTenant(ctx, async (tx) => {
      const row = await findTemplate(tx, uuid)
      if (!row) return null
      const approved = await selectOtpTemplates(tx, row.wabaId)
      const others = new Set(approved.filter(({ name }) => name !== row.name).map(({ language }) => language))
      const lost = approved.filter(({ name, language }) => name === row.name && !others.has(language))
      return {
        lastUsedAt: toTimestamp(row.lastUsedAt),
        lostAlone: lost.filter((one) => one.id === row.id).map(({ language }) => language),
        lostWithAll: lost.map(({ language }) => language),
      }
    }))
  if (!impact) throw new AppError('not_found')
  return impact
}
