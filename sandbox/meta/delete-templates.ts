import type { Sandbox } from '../sandbox'
import { parameterError, templateError } from './errors'
import { decide } from './template-review'
import { heldTemplates } from './templates'

/** All languages of a name, or the one of an id. */
export function deleteTemplates(sandbox: Sandbox, wabaId: string, query: URLSearchParams) {
  const [name, id] = [query.get('name'), query.get('hsm_id')]
  if (!name) throw parameterError('name is required')
  const found = heldTemplates(sandbox, wabaId).filter(
    (template) => template.name === name && (id === null || template.id === id),
  )
  if (found.length === 0)
    throw templateError(2593002, 'Message Template Not Found', 'There is no such template.')
  if (found.some(({ status }) => status === 'DISABLED'))
    throw templateError(2388094, 'Template Can not Be Deleted', 'A disabled template cannot be deleted.')
  for (const template of found) {
    sandbox.senders.lifecycle.stopReview(template.id)
    decide(sandbox, template, { status: 'PENDING_DELETION' })
    sandbox.senders.lifecycle.put({ ...template, status: 'DELETED', deleted_at: Date.now() })
  }
  return { success: true }
}
