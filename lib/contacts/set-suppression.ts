import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { maskPerson } from '@/lib/contacts/mask-person'
import { optOut } from '@/lib/contacts/opt-out'
import { personInPath } from '@/lib/contacts/person-in-path'
import { presentSuppression, showSuppression } from '@/lib/contacts/present'
import { recordAct, sourceOf } from '@/lib/contacts/record-act'
import type { SetSuppressionInput, SuppressionObject } from '@/lib/contacts/suppression-schema'
import { selectSuppressionsOf, updateNote } from '@/lib/contacts/suppression-store'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePermission } from '@/lib/core/permissions'

type Input = CamelKeys<z.output<typeof SetSuppressionInput>> & { phone: string }

/**
 * Holds back messages to a person, whether a contact or not. Once more changes nothing but a note that is given: how
 * and since when stays as it was. Throws `recipient_invalid`.
 */
export async function setSuppression(ctx: Ctx, { phone, scope, note }: Input): Promise<SuppressionObject> {
  requirePermission(ctx, 'contacts.write')
  const person = personInPath(phone)
  return withTenant(ctx, async (tx) => {
    const isNew = await optOut(tx, person, { scope, reason: sourceOf(ctx), ...(note ? { note } : {}) })
    const rows = await selectSuppressionsOf(tx, person)
    const row = rows.find((candidate) => candidate.scope === scope)
    if (!row) throw new Error('What has just been suppressed is suppressed.')
    if (!isNew && note !== undefined) await updateNote(tx, row.id, note)
    if (isNew)
      await recordAct(ctx, tx, {
        action: 'suppression.added',
        target: { type: 'suppression', id: maskPerson(person) },
        after: { scope },
      })
    return showSuppression(ctx, presentSuppression({ ...row, note: note ?? row.note }))
  })
}
