import { cache } from 'react'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { may } from '@/lib/core/permissions'
import { findShapes } from '@/lib/messages/find-shapes'
import { getMessage } from '@/lib/messages/get'
import type { MessageDetail, MessageListItem } from '@/lib/messages/list-schema'
import type { Preview } from '@/lib/messages/preview-schema'
import { readPreview } from '@/lib/messages/read-preview'
import { listSenders } from '@/lib/senders/list'

export type FoundMessage = { message: MessageDetail; preview: Preview; quoted: Quoted | null }
export type Quoted = { message: MessageListItem; preview: Preview }

/** Null when there is no such message in this tenant and mode. */
export async function findMessage(ctx: Ctx, id: string): Promise<FoundMessage | null> {
  const message = await find(ctx, id)
  if (!message) return null
  const quoted = message.reply_to === null ? null : await find(ctx, message.reply_to)
  const previewOf = await previewsOf(ctx, quoted ? [message, quoted] : [message])
  return {
    message,
    preview: previewOf(message),
    quoted: quoted && { message: quoted, preview: previewOf(quoted) },
  }
}

/** How each of these messages looks to whoever asks. */
export async function previewsOf(
  ctx: Ctx,
  messages: readonly MessageListItem[],
): Promise<(message: MessageListItem) => Preview> {
  const mayRead = ctx.actor.type !== 'user' || may(ctx.actor.role, 'phones.read')
  const shapeOf = mayRead ? await findShapes(ctx, messages) : () => undefined
  return (message) => readPreview(message, { mayRead, shape: shapeOf(message) })
}

/** What the numbers are called, by their ids; nothing for whom they are not shown to. */
export const senderNames = cache(async (ctx: Ctx): Promise<ReadonlyMap<string, string>> => {
  if (ctx.actor.type === 'user' && !may(ctx.actor.role, 'senders.read')) return new Map()
  return new Map((await listSenders(ctx)).map(({ id, display_name }) => [id, display_name]))
})

async function find(ctx: Ctx, id: string): Promise<MessageDetail | null> {
  try {
    return await getMessage(ctx, { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
