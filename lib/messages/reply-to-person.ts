import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { requirePermission } from '@/lib/core/permissions'
import { findPerson } from '@/lib/messages/find-person'
import type { ReplyInput } from '@/lib/messages/reply-schema'
import type { MessageObject } from '@/lib/messages/schema'
import { sendMessage } from '@/lib/messages/send-message'

type Input = { id: string } & CamelKeys<z.output<typeof ReplyInput>>

/**
 * Sends to whom an address of the dashboard means, as `getThread` has it. Throws what `sendMessage` throws, and
 * `not_found` for an address that leads to nobody.
 */
export async function replyToPerson(ctx: Ctx, { id, ...reply }: Input): Promise<MessageObject> {
  requirePermission(ctx, 'messages.write')
  const found = await withTenant(ctx, (tx) => findPerson(tx, id))
  if (!found) throw new AppError('not_found')
  const { phone, bsuid } = found.known
  const person = phone !== null ? { to: phone } : { recipient: bsuid ?? undefined }
  return sendMessage(ctx, { ...person, ...reply, type: reply.text ? 'text' : 'template', metadata: {} })
}
