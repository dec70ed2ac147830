import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { placesIn } from '@/lib/messages/fill-template'
import { TemplateShape } from '@/lib/messages/preview-schema'
import type { SendableTemplate, TemplatePlace } from '@/lib/messages/sendable-schema'
import { selectSendable } from '@/lib/messages/shape-store'

/** The templates that somebody can fill in and send by hand, for each of the connected numbers. */
export async function listSendable(ctx: Ctx): Promise<SendableTemplate[]> {
  requirePermission(ctx, 'messages.write')
  const rows = await withTenant(ctx, selectSendable)
  return rows.flatMap(({ id, senderId, name, language, category, components }) => {
    const shape = TemplateShape.parse(components)
    const sendable = { id: toTypeId('template', id), sender_id: toTypeId('sender', senderId) }
    return shape.length > 0 ? [{ ...sendable, name, language, category, shape, places: placesOf(shape) }] : []
  })
}

export function placesOf(shape: TemplateShape): TemplatePlace[] {
  return shape.flatMap((part): TemplatePlace[] => {
    if (part.type === 'HEADER') return headerPlaces(part)
    if (part.type === 'BODY') return textPlaces('body', part.text ?? '')
    if (part.type !== 'BUTTONS') return []
    return part.buttons.flatMap(({ url }, index) => textPlaces('button', url ?? '', index))
  })
}

function headerPlaces({ format, text }: TemplateShape[number]): TemplatePlace[] {
  const kind = (['image', 'video', 'document'] as const).find((name) => name === format?.toLowerCase())
  return kind ? [{ part: 'header', index: null, name: kind, kind }] : textPlaces('header', text ?? '')
}

function textPlaces(part: TemplatePlace['part'], text: string, index: number | null = null): TemplatePlace[] {
  return placesIn(text).map((name) => ({ part, index, name, kind: 'text' }))
}
