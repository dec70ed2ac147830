import { asSystem, type SystemTx } from '@/db/tenant'
import { recordAuditIn } from '@/lib/audit/record'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, platformId, toTypeId } from '@/lib/core/ids'
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
export function suspendTenant(
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
export function resumeTenant(operator: Operator, { id }: { id: string }): Promise<TenantSummary> {
  return change(operator, id, {
    action: 'workspace.resumed',
    after: { status: 'active' },
    apply: resumeRow,
    mail: async () => {},
  })
}

type Change = {
  action: 'workspace.suspended' | 'workspace.resumed'
  after: Record<string, unknown>
  apply: (tx: SystemTx, tenantId: string) => Promise<TenantRow | null>
  mail: (tx: SystemTx, summary: TenantSummary) => Promise<void>
}

/** Written down before it is done, so that nothing is ever done that is not written down. */
async function change(operator: Operator, id: string, { action, after, apply, mail }: Change) {
  requireFresh(operator.authenticatedAt)
  const tenantId = fromTypeId('tenant', id)
  const before = tenantId && (await asSystem((tx) => findTenant(tx, tenantId)))
  if (!before) throw new AppError('not_found')
  if (before.status === after.status) throw alreadySo(before.status)
  const actor = { type: 'operator', id: toTypeId('user', operator.userId) } as const
  await recordAuditIn(
    [tenantId, platformId],
    { ...operator, actor },
    {
      action,
      target: { type: 'workspace', id },
      before: { status: before.status },
      after,
    },
  )
  return asSystem(async (tx) => {
    const row = await apply(tx, tenantId)
    const [summary] = row ? await summarize(tx, [row]) : []
    if (!summary) throw alreadySo(String(after.status))
    await mail(tx, summary)
    return summary
  })
}

function alreadySo(status: string): AppError {
  return new AppError('state_conflict', { detail: `The workspace is ${status} already.` })
}
