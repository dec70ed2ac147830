import { withTenant } from '@/db/tenant'
import { presentAlert } from '@/lib/alerts/present'
import type { AlertObject } from '@/lib/alerts/schema'
import { findAlert, markAcknowledged } from '@/lib/alerts/store'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'

/** Somebody has seen it and sees to it. The second time changes nothing. Throws `not_found`. */
export async function acknowledgeAlert(ctx: Ctx, { id }: { id: string }): Promise<AlertObject> {
  const person = requirePerson(ctx, 'alerts.write')
  const uuid = fromTypeId('alert', id)
  const row =
    uuid &&
    (await withTenant(ctx, async (tx) => {
      const marked = await markAcknowledged(tx, uuid, person.id)
      if (!marked) return findAlert(tx, uuid)
      await recordAudit(ctx, tx, {
        action: 'alert.acknowledged',
        target: { type: 'alert', id },
        after: { rule: marked.rule, severity: marked.severity },
      })
      return marked
    }))
  if (!row) throw new AppError('not_found')
  return presentAlert(row)
}
