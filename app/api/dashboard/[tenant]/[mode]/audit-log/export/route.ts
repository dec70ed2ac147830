import { noteSignal } from '@/lib/alerts/note-signal'
import { exportAuditLog } from '@/lib/audit/export'
import { AuditFilter } from '@/lib/audit/schema'
import { toTypeId } from '@/lib/core/ids'
import { dashboardRoute } from '@/lib/http/dashboard-route'
import { nameActors } from '@/lib/keys/name-actors'

/** A POST, though it only reads: that somebody took the log is itself written into it. */
export const POST = dashboardRoute({
  body: AuditFilter,
  run: async (ctx, filter) => {
    const file = await exportAuditLog(ctx, filter, nameActors)
    if (ctx.actor.type === 'user')
      await noteSignal({
        tenantId: ctx.tenantId,
        kind: 'data_exported',
        subject: toTypeId('user', ctx.actor.id),
        facts: { what: 'audit_log' },
      })
    return file
  },
})
