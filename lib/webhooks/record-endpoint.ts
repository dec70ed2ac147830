import type { TenantTx } from '@/db/tenant'
import { noteSignal } from '@/lib/alerts/note-signal'
import type { Ctx } from '@/lib/core/context'
import { recordAct } from '@/lib/webhooks/record-act'

type Act = {
  action: 'webhook_endpoint.created' | 'webhook_endpoint.changed' | 'webhook_endpoint.deleted'
  /** `whe_…` */
  id: string
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  /** In a word or a few: what an alert tells of it. */
  change: string
}

/**
 * Writes down what became of an endpoint, and lets the rules count it: an endpoint that was turned elsewhere, and a
 * secret that is looked at then, belong together.
 */
export async function recordEndpoint(ctx: Ctx, tx: TenantTx, act: Act): Promise<void> {
  const { action, id, before, after, change } = act
  const target = { type: 'webhook_endpoint', id }
  await recordAct(ctx, tx, { action, target, ...(before && { before }), ...(after && { after }) })
  const { actor, tenantId } = ctx
  if (actor.type === 'system') return
  const facts = { endpoint: id, change }
  ctx.defer(() => noteSignal({ tenantId, kind: 'webhook_endpoint_changed', subject: actor.id, facts }))
}
