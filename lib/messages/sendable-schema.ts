import type { TemplateShape } from '@/lib/messages/preview-schema'

/** One place in a template that has to be filled in. */
export type TemplatePlace = {
  part: 'header' | 'body' | 'button'
  /** Of a button: which one, from 0. */
  index: number | null
  /** What stands between the braces: a number, or a name. */
  name: string
  /** What the field asks for. */
  kind: 'text' | 'image' | 'video' | 'document'
}

/** A template that may be sent whether the window is open or not. */
export type SendableTemplate = {
  id: string
  sender_id: string
  name: string
  language: string
  category: string
  shape: TemplateShape
  places: TemplatePlace[]
}
