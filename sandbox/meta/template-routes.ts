import type { Call } from '../http/call'
import type { Sandbox } from '../sandbox'
import { createTemplate, editTemplate, unpauseTemplate, upsertTemplates } from './create-templates'
import { deleteTemplates } from './delete-templates'
import type { GraphAnswer } from './routes'
import { getTemplate, listTemplates, previewTemplates } from './templates'

type Asked = { call: Call; body: unknown; id: string; edge: string | undefined; asked: string | undefined }

/** Whose a template is, by its own id. */
export function wabaOfTemplate({ senders }: Sandbox, id: string): string | undefined {
  return senders.lifecycle.findById(id)?.waba_id ?? senders.wabaOfTemplate(id)
}

/** The calls about templates; undefined for any other. */
export function routeTemplates(sandbox: Sandbox, { call, body, id, asked }: Asked): GraphAnswer | undefined {
  switch (asked) {
    case 'GET message_templates':
      return { value: listTemplates(sandbox, id, call.query) }
    case 'POST message_templates':
      return { value: createTemplate(sandbox, id, body), accepted: true }
    case 'DELETE message_templates':
      return { value: deleteTemplates(sandbox, id, call.query), accepted: true }
    case 'POST upsert_message_templates':
      return { value: upsertTemplates(sandbox, id, body), accepted: true }
    case 'GET message_template_previews':
      return { value: previewTemplates(call.query) }
  }
  const wabaId = wabaOfTemplate(sandbox, id)
  if (wabaId === undefined) return undefined
  if (asked === 'GET ') return { value: getTemplate(sandbox, wabaId, id, call.query) }
  if (asked === 'POST ') return { value: editTemplate(sandbox, wabaId, id, body), accepted: true }
  if (asked === 'POST unpause') return { value: unpauseTemplate(sandbox, wabaId, id) }
  return undefined
}
