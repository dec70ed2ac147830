import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { markReadUpTo } from '@/lib/messages/inbound-store'
import type { MessageObject } from '@/lib/messages/schema'
import { presentMessage } from '@/lib/messages/store'

/** Marks what a person wrote as read, and what they wrote before it to the same number, as Meta does. */
export async function markRead(ctx: Ctx, { id }: { id: string }): Promise<MessageObject> {
  requirePermission(ctx, 'messages.write')
  const uuid = fromTypeId('message', id)
  return withTenant(ctx, async (tx) => {
    const row = uuid && (await markReadUpTo(tx, uuid))
    if (!row) throw new AppError('not_found')
    return presentMessage(row)
  })
}
