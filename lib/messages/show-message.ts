import type { Ctx } from '@/lib/core/context'
import { allows } from '@/lib/core/permissions'
import { visiblePhone } from '@/lib/core/visible-phone'
import type { MessageObject } from '@/lib/messages/schema'

type Shown = Pick<MessageObject, 'to' | 'from' | 'content' | 'metadata'>

/** Whether this person may read what messages say: names and numbers stand in it, as they do in Meta's id of it. */
export function maySeeContent(ctx: Ctx): boolean {
  return allows(ctx, 'phones.read')
}

/** A message as whoever asks may see it. */
export function showMessage<Message extends Shown>(ctx: Ctx, message: Message): Message {
  const { to, from, content } = message
  return {
    ...message,
    to: visiblePhone(ctx, to),
    from: visiblePhone(ctx, from),
    content: maySeeContent(ctx) ? content : null,
  }
}
