import type { TenantTx } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { AuditRecord } from '@/lib/audit/schema'
import type { Ctx } from '@/lib/core/context'

/**
 * What a person does goes into the audit log; what a key does is in the request log. The log outlives the people in
 * it, so that it says which fields changed and not what they say.
 */
export async function recordAct(ctx: Ctx, tx: TenantTx, record: AuditRecord): Promise<void> {
  if (ctx.actor.type === 'user') await recordAudit(ctx, tx, record)
}

/** How opt-outs and contacts that this actor makes came about. */
export function sourceOf({ actor }: Ctx): 'api' | 'dashboard' {
  return actor.type === 'user' ? 'dashboard' : 'api'
}
