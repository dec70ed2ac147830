import { asSystem, type SystemTx } from '@/db/tenant'
import { recordAuditWithin } from '@/lib/audit/record'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, platformId } from '@/lib/core/ids'
import type { Operator } from '@/lib/core/operator'
import { requireFresh } from '@/lib/core/step-up'
import { queueMailIn } from '@/lib/mails/queue'
import { summarize } from '@/lib/tenants/list-tenants'
import type { TenantSummary } from '@/lib/tenants/operator-schema'
import { findTenant, resumeRow, suspendRow, type TenantRow } from '@/lib/tenants/operator-system'

/**
 * From the next second on its keys are refused and its people see why. Nothing is lost: what is queued waits, what is
 * kept stays. Throws `not_found`, and `state_conflict` when it was suspended already.
 */
export async function suspendTenant(
  operator: Operator,
  { id, reason }: { id: string; reason: string },
): Promise<TenantSummary> {
  return change(operator, id, {
    action: 'workspace.suspended',
    after: { status: 'suspended', reason },
    apply: (tx, tenantId) => suspendRow(tx, tenantId, reason),
    mail: async (tx, summary) => {
      for (const to of summary.owners)
        await queueMailIn(tx, {
          template: 'workspace_suspended',
          to,
          fields: { workspace: summary.name, reason },
        })
    },
  })
}

/** Throws `not_found`, and `state_conflict` when it was not suspended. */
export async function resumeTenant(operator: Operator, { id }: { id: string }): Promise<TenantSummary> {
  return change(operator, id, {
    action: 'workspace.resumed',
    after: { status: 'active' },
    apply: resumeRow,
    mail: async () => {},
  })
}

type Change = {
  action: 'workspace.suspended' | 'workspace.resumed'
  after: { status: TenantRow['status']; reason?: string }
  apply: (tx: SystemTx, tenantId: string) => Promise<TenantRow | null>
  mail: (tx: SystemTx, summary: TenantSummary) => Promise<void>
}

/** The deed and its entries in both chains, the tenant's and the house's own: all of it, or nothing. */
function change(operator: Operator, id: string, { action, after, apply, mail }: Change) {
  requireFresh(operator.authenticatedAt)
  const tenantId = fromTypeId('tenant', id)
  if (!tenantId) throw new AppError('not_found')
  return asSystem(async (tx) => {
    const row = await apply(tx, tenantId)
    if (!row) throw (await findTenant(tx, tenantId)) ? alreadySo(after.status) : new AppError('not_found')
    const [summary] = await summarize(tx, [row])
    if (!summary) throw new AppError('not_found')
    await mail(tx, summary)
    const actor = { type: 'operator', id: operator.userId } as const
    const before = { status: after.status === 'active' ? 'suspended' : 'active' }
    const record = { action, target: { type: 'workspace', id }, before, after }
    await recordAuditWithin(tx, [tenantId, platformId], { ...operator, actor }, record)
    return summary
  })
}

function alreadySo(status: string): AppError {
  return new AppError('state_conflict', { detail: `The workspace is ${status} already.` })
}
