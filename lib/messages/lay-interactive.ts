import type { z } from 'zod'
import {
  FileContent,
  fileForms,
  type InteractiveContent,
  type Laid,
  type LaidButton,
  type Preview,
} from '@/lib/messages/preview-schema'

type Content = z.output<typeof InteractiveContent>

/** What was sent to be tapped, or what somebody tapped. */
export function layInteractive(content: Content): Preview {
  const answer = content.button_reply ?? content.list_reply
  if (answer)
    return { kind: 'answer', title: answer.title ?? answer.id ?? '', detail: answer.description ?? null }
  if (content.nfm_reply)
    return { kind: 'answer', title: content.nfm_reply.body ?? 'A form, filled in', detail: null }
  return {
    kind: 'interactive',
    header: headerOf(content.header),
    body: content.body?.text ?? '',
    footer: content.footer?.text ?? null,
    buttons: buttonsOf(content),
    sections: (content.action?.sections ?? []).map(({ title, rows }) => ({
      title: title ?? null,
      rows: rows.map((row) => ({ text: row.title ?? '', detail: row.description ?? null })),
    })),
  }
}

function buttonsOf({ type, action }: Content): LaidButton[] {
  if (!action) return []
  const { buttons, button, parameters, name } = action
  const whole = (text: string | null | undefined, detail: string | null | undefined = null) =>
    text ? [{ text, detail: detail ?? null }] : []
  if (type === 'location_request_message' || name === 'send_location') return whole('Send location')
  return [
    ...buttons.flatMap(({ reply }) => whole(reply?.title)),
    ...whole(button),
    ...whole(parameters?.display_text ?? parameters?.flow_cta, parameters?.url),
  ]
}

function headerOf(header: Content['header']): Laid['header'] {
  if (!header) return null
  const form = fileForms.find((name) => name === header.type)
  if (!form) return header.text ? { text: header.text } : null
  const file = Object.entries(header).find(([name]) => name === form)?.[1]
  const { id = null, link = null, filename = null } = FileContent.safeParse(file).data ?? {}
  return { form, id: id ?? null, link: link ?? null, fileName: filename ?? null }
}
