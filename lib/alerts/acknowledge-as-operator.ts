import { asSystem } from '@/db/tenant'
import { acknowledgeRow } from '@/lib/alerts/platform-system'
import { presentAlert } from '@/lib/alerts/present'
import type { AlertObject } from '@/lib/alerts/schema'
import { recordAuditWithin } from '@/lib/audit/record'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, platformId } from '@/lib/core/ids'
import type { Operator } from '@/lib/core/operator'

/** One of us sees to an alert about the house itself. Those of workspaces are their own people's. Throws `not_found`. */
export async function acknowledgeAsOperator(
  operator: Operator,
  { id }: { id: string },
): Promise<AlertObject> {
  const uuid = fromTypeId('alert', id)
  if (!uuid) throw new AppError('not_found')
  return asSystem(async (tx) => {
    const { row, isNews } = await acknowledgeRow(tx, uuid, operator.userId)
    if (!row) throw new AppError('not_found')
    if (isNews) {
      const actor = { type: 'operator', id: operator.userId } as const
      const after = { rule: row.rule, severity: row.severity }
      const target = { type: 'alert', id }
      await recordAuditWithin(
        tx,
        [platformId],
        { ...operator, actor },
        {
          action: 'alert.acknowledged',
          target,
          after,
        },
      )
    }
    return presentAlert(row)
  })
}
