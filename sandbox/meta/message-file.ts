import { z } from 'zod'
import type { MediaFiles } from '../state/media'
import type { Message } from '../state/messages'

const WithFile = z.looseObject({
  id: z.string(),
  caption: z.string().optional(),
  filename: z.string().optional(),
})

/** The file that a message carries, for the page of the phone, and the words beside it. */
export function fileOf(
  media: MediaFiles,
  type: string,
  payload: object,
): Pick<Message, 'file'> & { text?: string } {
  const content = WithFile.safeParse(new Map(Object.entries(payload)).get(type)).data
  const file = content && media.find(content.id)
  if (!file) return {}
  const name = content.filename ?? file.file_name ?? type
  return {
    file: { id: file.id, name, is_picture: /^image\/(jpeg|png|webp)$/.test(file.mime_type) },
    ...(content.caption !== undefined && { text: content.caption }),
  }
}
