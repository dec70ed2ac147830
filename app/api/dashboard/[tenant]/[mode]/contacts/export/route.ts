import { noteSignal } from '@/lib/alerts/note-signal'
import { exportContacts } from '@/lib/contacts/export'
import { ContactFilter } from '@/lib/contacts/schema'
import { toTypeId } from '@/lib/core/ids'
import { dashboardRoute } from '@/lib/http/dashboard-route'

/** A POST, though it only reads: that somebody took the contacts is itself written down. */
export const POST = dashboardRoute({
  body: ContactFilter,
  run: async (ctx, filter) => {
    const file = await exportContacts(ctx, filter)
    if (ctx.actor.type === 'user')
      await noteSignal({
        tenantId: ctx.tenantId,
        kind: 'data_exported',
        subject: toTypeId('user', ctx.actor.id),
        facts: { what: 'contacts' },
      })
    return file
  },
})
