import type { TenantTx } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { AuditRecord } from '@/lib/audit/schema'
import type { Ctx } from '@/lib/core/context'

/** What a person does goes into the audit log; what a key does is in the request log. */
export async function recordAct(ctx: Ctx, tx: TenantTx, record: AuditRecord): Promise<void> {
  if (ctx.actor.type === 'user') await recordAudit(ctx, tx, record)
}
