import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { requirePermission } from '@/lib/core/permissions'
import type { MessageListItem } from '@/lib/messages/list-schema'
import { TemplateShape } from '@/lib/messages/preview-schema'
import { selectShapes } from '@/lib/messages/shape-store'

type Named = Pick<MessageListItem, 'template' | 'language' | 'content' | 'otp_id'>
export type ShapeOf = (message: Named) => TemplateShape | undefined

/** The parts of the templates that these messages went out with, where they are known. */
export async function findShapes(ctx: Ctx, messages: readonly Named[]): Promise<ShapeOf> {
  requirePermission(ctx, 'messages.read')
  const names = [
    ...new Set(messages.flatMap(({ template, otp_id }) => (template && otp_id === null ? template : []))),
  ]
  const rows = names.length === 0 ? [] : await withTenant(ctx, (tx) => selectShapes(tx, names))
  return (message) => {
    const found = rows.find(
      ({ name, language }) => name === message.template && language === languageOf(message),
    )
    return found ? TemplateShape.parse(found.components) : undefined
  }
}

function languageOf({ language, content }: Named): string | null {
  const own = content?.language
  const code = typeof own === 'object' && own !== null && 'code' in own ? own.code : null
  return language ?? (typeof code === 'string' ? code : null)
}
