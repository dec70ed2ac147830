import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { maskPerson } from '@/lib/contacts/mask-person'
import { optIn } from '@/lib/contacts/opt-out'
import { personInPath } from '@/lib/contacts/person-in-path'
import { recordAct } from '@/lib/contacts/record-act'
import { suppressionScopes } from '@/lib/contacts/schema'
import type { RemovedSuppression, RemoveSuppressionQuery } from '@/lib/contacts/suppression-schema'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { requirePermission } from '@/lib/core/permissions'
import { visiblePhone } from '@/lib/core/visible-phone'

type Input = CamelKeys<z.output<typeof RemoveSuppressionQuery>> & { phone: string }

/**
 * Lets messages through to a person again. What they switched off in WhatsApp itself stays off there, whatever we
 * think. Throws `not_found` when nothing held them back, and `recipient_invalid`.
 */
export async function removeSuppression(ctx: Ctx, { phone, scope }: Input): Promise<RemovedSuppression> {
  requirePermission(ctx, 'contacts.write')
  const person = personInPath(phone)
  return withTenant(ctx, async (tx) => {
    const lifted: string[] = []
    for (const one of scope ? [scope] : suppressionScopes) if (await optIn(tx, person, one)) lifted.push(one)
    if (lifted.length === 0) throw new AppError('not_found')
    await recordAct(ctx, tx, {
      action: 'suppression.removed',
      target: { type: 'suppression', id: maskPerson(person) },
      before: { scopes: lifted },
    })
    return {
      object: 'suppression',
      phone: visiblePhone(ctx, person.phone),
      recipient: person.bsuid,
      deleted: true,
    }
  })
}
