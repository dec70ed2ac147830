import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { presentDetail } from '@/lib/templates/present'
import type { TemplateDetail } from '@/lib/templates/schema'
import { settleTestTemplates } from '@/lib/templates/settle-test'
import { findTemplate } from '@/lib/templates/store'

/** Throws `not_found` for an id that is malformed, unknown or of another tenant: all look alike. */
export async function getTemplate(ctx: Ctx, { id }: { id: string }): Promise<TemplateDetail> {
  requirePermission(ctx, 'templates.read')
  const uuid = fromTypeId('template', id)
  const detail =
    uuid &&
    (await withTenant(ctx, async (tx) => {
      if (ctx.mode === 'test') await settleTestTemplates(tx)
      const row = await findTemplate(tx, uuid)
      return row && presentDetail(tx, row)
    }))
  if (!detail) throw new AppError('not_found')
  return detail
}
